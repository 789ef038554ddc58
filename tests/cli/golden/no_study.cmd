rapport compare

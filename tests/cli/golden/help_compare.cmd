rapport compare --help

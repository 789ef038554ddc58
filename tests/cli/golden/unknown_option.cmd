rapport compare --nothing x.cfg

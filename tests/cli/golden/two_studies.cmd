rapport compare a.cfg b.cfg

rapport comapre x.cfg

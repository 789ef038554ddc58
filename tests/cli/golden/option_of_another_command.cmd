rapport check --threads 2 x.cfg

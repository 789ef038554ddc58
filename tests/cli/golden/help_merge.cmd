rapport merge --help

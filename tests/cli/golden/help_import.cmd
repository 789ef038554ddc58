rapport import --help

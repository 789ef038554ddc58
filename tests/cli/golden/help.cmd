rapport --help

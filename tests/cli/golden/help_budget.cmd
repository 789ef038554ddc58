rapport budget --help

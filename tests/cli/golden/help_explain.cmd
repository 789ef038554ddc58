rapport explain --help

rapport validate --help

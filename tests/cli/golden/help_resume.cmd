rapport resume --help

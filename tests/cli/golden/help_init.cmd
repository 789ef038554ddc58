rapport init --help

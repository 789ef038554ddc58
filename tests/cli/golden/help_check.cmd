rapport check --help

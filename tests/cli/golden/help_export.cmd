rapport export --help

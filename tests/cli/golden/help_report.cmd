rapport report --help

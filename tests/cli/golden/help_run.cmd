rapport run --help

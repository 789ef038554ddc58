rapport replay --help

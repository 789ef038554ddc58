rapport

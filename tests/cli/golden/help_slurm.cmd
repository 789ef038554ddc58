rapport slurm --help

"""The explorer: pages that read a run folder and nothing else."""

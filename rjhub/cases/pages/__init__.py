"""What each page of the cases room shows, and nothing else."""

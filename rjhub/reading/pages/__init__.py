"""What each page of the reading room shows, and nothing else."""

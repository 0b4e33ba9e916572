"""What the pages of the people room show, and nothing else."""

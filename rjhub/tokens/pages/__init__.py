"""What the pages of the tokens room show, and nothing else."""

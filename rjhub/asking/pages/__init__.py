"""What the pages of the asking room show, and nothing else."""

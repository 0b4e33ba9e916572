"""What each page of the referrals room shows, and nothing else."""

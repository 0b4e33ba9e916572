"""What can be read about referrals. Every query shows what the one who asks is granted, and nothing else."""

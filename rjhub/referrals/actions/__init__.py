"""What can be done with referrals."""

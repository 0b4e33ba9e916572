"""The doors of the referrals room for browsers: translate in, one call, translate out."""

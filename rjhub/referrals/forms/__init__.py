"""The questions of the referrals room. They check whether answers make sense; they never save."""

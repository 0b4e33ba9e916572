"""Finds the records that are of one person: in one file, between two, or for one new referral."""

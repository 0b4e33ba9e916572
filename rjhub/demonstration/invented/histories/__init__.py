"""What happened on an invented case, from the referral to its end, as dated events."""

"""From "somebody asked" to accepted or declined, and why: referrals by agencies and by the public, and imports."""

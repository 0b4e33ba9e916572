"""One person, one record: who somebody is, how they may safely be reached, what they said no to."""

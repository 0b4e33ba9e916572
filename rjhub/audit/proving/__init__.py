"""The proof that nobody can change the log unseen: random attacks by whoever owns the database, all to be found."""

"""Who read what: an agency's information officer watches it, and explains why anybody can see something."""

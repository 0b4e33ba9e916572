"""What can be done on a case, a file for each part of the work."""

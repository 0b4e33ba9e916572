"""What changes a meeting: a module for each part of the work."""

"""What an operator types: one module for each command of `rjhub`, holding `command`."""

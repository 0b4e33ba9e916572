"""What can be done: make a token, end one."""

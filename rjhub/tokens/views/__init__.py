"""The doors of the tokens room for browsers: translate in, one call, translate out."""

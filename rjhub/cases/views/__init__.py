"""The doors of the cases room for browsers: translate in, one call, translate out."""

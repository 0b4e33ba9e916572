"""The doors of the reading room for browsers: translate in, one call, translate out."""

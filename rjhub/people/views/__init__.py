"""The doors of the people room for browsers: translate in, one call, translate out."""

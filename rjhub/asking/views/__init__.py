"""The doors of the asking room for browsers: translate in, one call, translate out."""

"""The doors of the allocation room for browsers."""

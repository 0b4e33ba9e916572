"""The doors of the reporting room for browsers."""

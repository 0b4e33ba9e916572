"""The doors of the workload room for browsers."""

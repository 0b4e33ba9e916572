"""What the workload room shows."""

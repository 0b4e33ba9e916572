"""Settings: one typed reader of the environment, and one module for each way of running."""

"""How much work there will be: what began each week and how long it lasted, carried into the weeks to come."""

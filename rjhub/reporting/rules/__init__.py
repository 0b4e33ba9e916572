"""How each indicator is counted: the definitions, and what the database holds of them."""

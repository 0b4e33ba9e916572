"""Who may see what, for what purpose. Files, sides, categories, grants, and the record of who looked."""

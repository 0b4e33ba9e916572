"""Who has how much to do, and how much there will be."""

"""What the database holds of meetings: who sees and writes them, what all in a room may see, that something changed."""

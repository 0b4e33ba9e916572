"""What is written to people, and what else leaves: each with one recipient and a record."""

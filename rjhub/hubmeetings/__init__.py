"""The meetings of a hub: agenda, who is there, what each and what all may see, decisions, minutes."""

"""Lets figures out: hides what would single somebody out, with every earlier release in mind, and attacks itself."""

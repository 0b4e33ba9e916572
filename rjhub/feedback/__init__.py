"""The feedback room: asking people how it was, and what becomes of what they say."""

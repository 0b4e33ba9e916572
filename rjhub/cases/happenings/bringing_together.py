"""Sentences for bringing people together: preparation, meetings, messages, agreements, follow-ups, court."""

SENTENCES: dict[str, str] = {}

"""Sentences for bringing people together: preparation, meetings, messages, agreements, follow-ups, court."""

SENTENCES: dict[str, str] = {
    "cases:preparation:record": "Preparation of the {side}: {detail}",
    "cases:preparation:change": "Notes on the preparation of the {side} were changed: {detail}",
    "cases:meeting:cancel": "The planned meeting was cancelled",
}

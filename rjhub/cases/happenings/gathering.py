"""Sentences for getting to know a case: information, contacts, consents, assessments, risk, flags, documents."""

SENTENCES: dict[str, str] = {
    "cases:contact:log": "Contact with the {side}: {detail}",
}

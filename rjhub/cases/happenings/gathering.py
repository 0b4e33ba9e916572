"""Sentences for getting to know a case: information, contacts, consents, assessments, risk, flags, documents."""

SENTENCES: dict[str, str] = {
    "cases:request:ask": "Asked about the {side}: {detail}",
    "cases:request:answer": "Answered about the {side}: {detail}",
    "cases:request:cancel": "No longer asked about the {side}: {detail}",
    "cases:contact:log": "Contact with the {side}: {detail}",
}

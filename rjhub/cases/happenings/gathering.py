"""Sentences for getting to know a case: information, contacts, consents, assessments, risk, flags, documents."""

SENTENCES: dict[str, str] = {
    "cases:request:ask": "Asked about the {side}: {detail}",
    "cases:request:answer": "Answered about the {side}: {detail}",
    "cases:request:cancel": "No longer asked about the {side}: {detail}",
    "cases:document:add": "A document about the {side} was added: {detail}",
    "cases:contact:log": "Contact with the {side}: {detail}",
    "cases:consent:give": "Consent of the {side}: {detail}",
    "cases:consent:withdraw": "The {side} withdrew consent: {detail}",
    "cases:acknowledgement:record": "The {side} was asked about the facts: {detail}",
    "cases:suitability:assess": "The {side} was assessed: {detail}",
    "cases:risk:describe": "A risk was described: {detail}",
    "cases:risk:change": "A described risk was changed: {detail}",
    "cases:risk:close": "A described risk was closed",
    "cases:risk_assessment:make": "Risk assessed: {detail}",
    "cases:risk_assessment:sign_off": "Risk assessment signed off: {detail}",
    "cases:risk_assessment:return": "Risk assessment sent back: {detail}",
    "cases:flag:raise": "Marked as sensitive or complex: {detail}",
    "cases:flag:lower": "No longer marked: {detail}",
    "cases:approval:ask": "Asked to approve: {detail}",
    "cases:approval:decide": "{detail}",
}

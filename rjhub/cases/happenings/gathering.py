"""Sentences for getting to know a case: information, contacts, consents, assessments, risk, flags, documents."""

SENTENCES: dict[str, str] = {
    "cases:request:ask": "Asked about {side}: {detail}",
    "cases:request:answer": "Answered about {side}: {detail}",
    "cases:request:cancel": "No longer asked about {side}: {detail}",
    "cases:document:add": "A document about {side} was added: {detail}",
    "cases:contact:log": "Contact with {side}: {detail}",
    "cases:consent:give": "Consent of {side}: {detail}",
    "cases:consent:withdraw": "{side} withdrew consent: {detail}",
    "cases:acknowledgement:record": "{side} was asked about the facts: {detail}",
    "cases:suitability:assess": "{side} was assessed: {detail}",
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

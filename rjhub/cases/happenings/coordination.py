"""Sentences for what the hub does: opening, moving on, allocating, handing over, pausing, closing."""

SENTENCES = {
    "cases:case:open": "The case was opened",
    "cases:case:move": "The case moved on to: {detail}",
    "cases:milestone:reach": "{detail}",
    "cases:milestone:undo": "Taken back: {detail}",
    "cases:allocation:ask": "Asked to facilitate: {detail}",
    "cases:allocation:accept": "Accepted the case: {detail}",
    "cases:allocation:decline": "Declined the case: {detail}",
    "cases:allocation:end": "No longer asked or facilitating: {detail}",
    "cases:case:name_supervisor": "Supervisor: {detail}",
    "cases:party:name_contact": "Named contact of the {side}: {detail}",
    "cases:handover:offer": "Hand-over offered to {detail}",
    "cases:handover:accept": "Hand-over accepted: {detail} answers for the case",
    "cases:handover:decline": "Hand-over declined by {detail}",
    "cases:task:finish": "Task finished: {detail}",
}

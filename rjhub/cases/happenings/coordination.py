"""Sentences for what the hub does: opening, moving on, allocating, handing over, pausing, closing."""

SENTENCES = {
    "cases:case:open": "The case was opened",
    "cases:case:move": "The case moved on to: {detail}",
    "cases:milestone:reach": "{detail}",
    "cases:milestone:undo": "Taken back: {detail}",
    "cases:task:finish": "Task finished: {detail}",
}

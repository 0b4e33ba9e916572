"""Sentences for what happens before the court."""

SENTENCES: dict[str, str] = {
    "cases:court:record": "What is before the court was written down: {detail}",
    "cases:court:adjourn": "The court adjourned until {detail}",
    "cases:court:defer": "Sentence was deferred until {detail}",
    "cases:court:sentence": "Sentence was passed: {detail}",
    "cases:court_report:write": "A report to the court was written: {detail}",
    "cases:court_report:change": "A report to the court was changed: {detail}",
    "cases:court_report:send": "A report to the court was sent: {detail}",
    "cases:court_report:disclose": "A report to the court was given to {detail}",
}

"""Sentences for bringing people together: preparation, meetings, messages, agreements, follow-ups, court."""

SENTENCES: dict[str, str] = {
    "cases:preparation:record": "Preparation of the {side}: {detail}",
    "cases:preparation:change": "Notes on the preparation of the {side} were changed: {detail}",
    "cases:meeting:book": "Booked: {detail}",
    "cases:meeting:change": "The booking was changed: {detail}",
    "cases:meeting:cancel": "Cancelled: {detail}",
    "cases:meeting:write_down": "What took place was written down: {detail}",
    "cases:meeting:put_right": "What was written down about the meeting was put right: {detail}",
    "cases:attendance:add": "Is to come to the meeting: {detail}",
    "cases:attendance:change": "Notes on somebody who is to come were changed: {detail}",
    "cases:attendance:take_off": "Does not come to the meeting after all: {detail}",
    "cases:follow_up:plan": "A follow-up with the {side} was planned",
    "cases:follow_up:do": "The {side} was asked how they are",
    "cases:follow_up:leave_out": "A follow-up with the {side} is left out",
    "cases:message:take_down": "A message from the {side} was taken down: {detail}",
    "cases:message:review": "A second person read a message from the {side}: {detail}",
    "cases:message:pass_on": "A message from the {side} was passed on: {detail}",
    "cases:message:respond": "How a message from the {side} was received was noted: {detail}",
    "cases:message:take_back": "The {side} took a message back: {detail}",
}

"""Going through the pages of somebody who asks for restorative justice without an account."""

from datetime import timedelta
from typing import Any

import time_machine
from django.test import Client

from rjhub.kernel import clock
from rjhub.referrals.tests import browsing as web

START = "/ask/sussex"
CONTACT: web.Answers = {
    "safe_now": "yes",
    "channels": ["text"],
    "mobile": "07700 900222",
    "voicemail": "never",
    "who_may_answer": "Say that you call from the dentist",
    "code_word": "Bluebell",
}
PAGES: dict[str, web.Answers] = {
    "contact": CONTACT,
    "you": {"given_name": "Alice", "family_name": "Fenwick"},
    "happened": {
        "own_words": "He broke in while I slept.",
        "district": "Worthing",
        "crime_group": "burglary_residential",
    },
    "hopes": {"hopes": "To ask him why", "other_name": "Kyle Marsden", "relationship": "Not at all"},
    "worries": {"worried": "yes", "worry": "He knows where I live."},
}
FAMILY = {
    "side": "harmed",
    "given_name": "Alice",
    "family_name": "Fenwick",
    "knows": "yes",
    "agrees": "not_known",
    "your_name": "Ann Fenwick",
    "your_relationship": "sister",
}


def visitor(who: str = "self_harmed") -> Client:
    """A browser of somebody without an account, who has begun."""
    client = Client(enforce_csrf_checks=True)
    begun: Any = web.press(client, START, {"who": who}, at=f"{START}/beginning")
    assert begun["Location"] == f"{START}/contact"
    return client


def answer_all(client: Client, **instead: web.Answers) -> None:
    for key, answers in (PAGES | instead).items():
        answer = web.press(client, f"{START}/{key}", answers)
        assert answer.status_code == 302, web.text_of(answer)


def send(client: Client) -> Any:
    with time_machine.travel(clock.now() + timedelta(minutes=1)):
        return web.press(client, f"{START}/check", at=f"{START}/sending")

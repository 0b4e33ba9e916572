"""Bringing the two together: prepared, booked, held, agreed, kept, asked how they are. Every area goes this way."""

from datetime import timedelta
from typing import Any

from rjhub.kernel import clock
from tests.walks import steps
from tests.walks.steps import ALICE, KYLE
from tests.walks.walk import Walk

PROMISE = "A letter to her daughter"
NUMBER = "Ring her on 01632 960417."
BAKERY = "He knows that she bakes at the Quince Lantern."


def assessed(walk: Walk, name: str) -> None:
    """Both sides are, and the risk is; where she works stands behind the wall."""
    with walk.part():
        for person in (ALICE, KYLE):
            steps.assesses(walk, name, person)
            steps.acknowledges(walk, name, person)
        who = walk.at(name, "Risk").follows("Describe a risk")
        risk = {
            "description": BAKERY, "party": steps.choice(who, "party", ALICE), "where_they_are": "yes",
            "source": "She said so.", "likelihood": "low", "severity": "high", "mitigation": "He is not told when.",
            "residual": "low", "owner": steps.choice(who, "owner", name.split(maxsplit=1)[0]),
            "review_on": clock.today() + timedelta(days=200),
        }  # fmt: skip
        who.presses("Save the risk", **risk).says(BAKERY)
        steps.weighs_risk(walk, name)


def prepared(walk: Walk, hers: str, his: str, supervisor: str) -> None:
    """Each is prepared by whoever speaks with them, and agrees in writing; the supervisor signs off."""
    with walk.part():
        for name, person in ((hers, ALICE), (his, KYLE)):
            steps.prepares(walk, name, person)
        steps.weighs_risk(walk, hers)
        steps.goes_on(walk, hers, "Ready")
        for name, person in ((hers, ALICE), (his, KYLE)):
            steps.agrees(walk, name, person, "Taking part")
            steps.says(walk, name, person, "yes")
        steps.weighs_risk(walk, hers)
        steps.signs_off(walk, supervisor)


def meet(walk: Walk, name: str, time_machine: Any, *, days: int = 9) -> None:
    """They meet on the day that was booked."""
    with walk.part():
        steps.books(walk, name, on=clock.today() + timedelta(days=days))
    walk.later(time_machine, days=days + 1)
    with walk.part():
        steps.holds(walk, name)
        steps.goes_on(walk, name, "Conference")


def keep_what_they_agreed(walk: Walk, lead: str, checks: str, tells: str) -> None:
    """Kyle does what he promised before its day, whoever sees to it says so, and Alice hears of it."""
    with walk.part():
        steps.agree_on(walk, lead, PROMISE, checked_by=checks)
        steps.held_back(walk, lead, "Follow-up", "Something that was agreed is neither done nor given up.")
        steps.kept(walk, checks)
        steps.tells_of_agreement(walk, tells)
        walk.at(tells, "Agreements").follows("Agreement of").says("She was glad.")
        steps.goes_on(walk, lead, "Follow-up")


def ask_how_they_are(walk: Walk, hers: str, his: str, time_machine: Any) -> None:
    """Each is asked as often as the pathway says, and for feedback."""
    walk.later(time_machine, days=5)
    with walk.part():
        for name, person in ((hers, ALICE), (his, KYLE)):
            while steps.still_to_ask(walk, name, person):
                steps.follows_up(walk, name, person)

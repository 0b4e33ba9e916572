"""Hertfordshire: Beacon speaks first, the university coordinates, and who delivers depends on who asked."""

from typing import Any

import pytest

from tests.walks import steps
from tests.walks.referring import refers
from tests.walks.steps import ALICE, KYLE
from tests.walks.walk import Walk

JUDITH, PETER = "Judith Arkwright", "Peter Lam"  # coordinator and supervisor, at the university
GRACE, MEI = "Grace Adeyemi", "Mei Chen"  # Beacon, Victim Support
STUART, DENISE = "Stuart Bonner", "Denise Crowther"  # the constabulary, probation
RUTH, ARJUN, GWEN = "Ruth Feldman", "Arjun Patel", "Gwen Tudor-Ellis"  # Mediation Hertfordshire
OTHERS = ("Marian Okafor", "Paul Okoro", "Lorna Quill")  # of Sussex, of a prison, and who pays


def begins(walk: Walk) -> None:
    refers(walk, GRACE, district="Stevenage")
    walk(GRACE).opens("/referrals/sent").says("Received")
    walk(GRACE).opens(f"/referrals/{walk.reference}").says(
        f"Victim: {ALICE}", "Asked for first by The victim"
    )
    steps.takes_on(walk, JUDITH)


def both_are_asked(walk: Walk) -> None:
    """Beacon spoke first; Judith explains in detail, agencies answer, and Kyle's offender manager asks him."""
    with walk.part():
        steps.goes_on(walk, JUDITH, "Duplicate check")
        steps.held_back(walk, JUDITH, "Contact with the victim", "The victim has no named contact yet.")
        steps.names_contact(walk, JUDITH, ALICE, JUDITH)
        steps.goes_on(walk, JUDITH, "Contact with the victim")
        walk.at(JUDITH, "Contacts").says("First contact with the victim is made by: Beacon")
        steps.talks(walk, JUDITH, ALICE)
        steps.agrees(walk, JUDITH, ALICE, "Being assessed")
    with walk.part():
        steps.goes_on(walk, JUDITH, "Information from agencies")
        steps.asks_agencies(walk, JUDITH)
        for name in (GRACE, MEI, STUART):
            steps.answers(walk, name)
        steps.held_back(
            walk, JUDITH, "Contact with the offender", "should be asked has answered yet", "offender safely"
        )
        steps.answers(walk, DENISE, kind="information", answer="He keeps his appointments.", regime="part_3")
        steps.ticks_off(walk, JUDITH, "Read what Probation Herts answered")
    with walk.part():
        steps.knows_safe_way(walk, JUDITH, KYLE)
        steps.goes_on(walk, JUDITH, "Contact with the offender")
        assert walk(DENISE).looks_at(f"/cases/{walk.reference}").status == 404
        steps.names_contact(walk, JUDITH, KYLE, DENISE)
        steps.talks(walk, DENISE, KYLE)
        steps.agrees(walk, DENISE, KYLE, "Being assessed")


def assessed(walk: Walk) -> None:
    with walk.part():
        steps.goes_on(walk, JUDITH, "Risk and suitability")
        for person in (ALICE, KYLE):
            steps.assesses(walk, JUDITH, person)
            steps.acknowledges(walk, JUDITH, person)
        steps.weighs_risk(walk, JUDITH)
        steps.goes_on(walk, JUDITH, "To a delivery partner")


def allocated(walk: Walk) -> None:
    """Mediation Hertfordshire leads, because Alice asked; the second comes from a public body."""
    with walk.part():
        page = walk.at(JUDITH, "Who does what").page
        page.says(
            "The lead usually comes from: Mediation service", "one from a public body, one from a charity"
        )
        steps.names_supervisor(walk, JUDITH, PETER)
        steps.allocates(walk, JUDITH, RUTH, DENISE)
        steps.accepts(walk, RUTH)
        steps.held_back(walk, JUDITH, "Preparation", "Two facilitators have not both accepted this case.")
        steps.accepts(walk, DENISE)
        steps.goes_on(walk, JUDITH, "Preparation")


def prepared(walk: Walk) -> None:
    with walk.part():
        steps.prepares(walk, RUTH, ALICE)
        steps.prepares(walk, DENISE, KYLE)
        steps.weighs_risk(walk, RUTH)
        steps.goes_on(walk, RUTH, "Ready")
        steps.agrees(walk, RUTH, ALICE, "Taking part")
        steps.agrees(walk, DENISE, KYLE, "Taking part")
        steps.weighs_risk(walk, RUTH)
        steps.held_back(walk, RUTH, "Conference", "The supervisor has not signed this case off.")


def booked(walk: Walk) -> None:
    both_are_asked(walk)
    assessed(walk)
    allocated(walk)
    prepared(walk)
    with walk.part():
        steps.signs_off(walk, PETER)
        walk(PETER).opens("/").says("You have nothing to do today.")
        walk(RUTH).opens("/").says("Go on to the meeting or the messages")
        steps.books(walk, RUTH)


def goes_all_the_way(walk: Walk, time_machine: Any) -> None:
    booked(walk)
    walk.later(time_machine, days=10)
    with walk.part():
        steps.holds(walk, RUTH)
        steps.goes_on(walk, RUTH, "Conference", "Agreement")
        steps.agree_on(walk, RUTH, "A letter to her daughter", checked_by=DENISE)
        steps.held_back(walk, RUTH, "Follow-up", "Something that was agreed is neither done nor given up.")
        steps.kept(walk, DENISE)
        walk.at(DENISE, "Agreements").follows("Agreement of").page.says_nothing_of(
            f"Note that {ALICE} was told"
        )
        steps.tells_of_agreement(walk, JUDITH)
        steps.goes_on(walk, RUTH, "Follow-up")
    walk.later(time_machine, days=5)
    with walk.part():
        steps.follows_up(walk, JUDITH, ALICE)
        steps.follows_up(walk, DENISE, KYLE)
        steps.closes(walk, JUDITH, "completed_direct")


@pytest.mark.django_db
def test_from_beacon_to_a_kept_agreement_and_the_closing(time_machine: Any) -> None:
    walk = Walk(outsiders=OTHERS)
    begins(walk)
    goes_all_the_way(walk, time_machine)
    for name in (RUTH, DENISE, PETER, GRACE):
        assert walk(name).looks_at(f"/cases/{walk.reference}").status == 404, name
    walk.outsiders = [*OTHERS, RUTH, DENISE]
    walk.others_try()
    walk(GRACE).opens("/referrals/sent").says("Accepted")
    walk.at(JUDITH).says("Closed because Completed: they met")

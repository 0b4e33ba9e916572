"""Thames Valley: a sensitive case needs an approval and two advanced facilitators; they meet, or Alice withdraws."""

from typing import Any

import pytest

from tests.walks import steps, together
from tests.walks.referring import refers
from tests.walks.steps import ALICE, KYLE
from tests.walks.walk import Walk

pytestmark = pytest.mark.django_db

BERNADETTE, IBRAHIM = "Bernadette Shaw", "Ibrahim Yusuf"  # coordinator and supervisor of the service
ELAINE = "Elaine Fox"  # facilitator of the Thames Valley Partnership
NICK, OLU, HANNAH = "Nick Parry", "Oluwaseun Ade", "Hannah Brooks"  # police, probation, Victim Support
OTHERS = (
    "Marian Okafor",
    "Terry Vance",
    "Selam Tesfaye",
)  # of Sussex, a prison, and a charity that was not asked
ABUSE = {
    "responsible_kinds": ["domestic_abuse"],
    "responsible_domestic_abuse": "For years",
    "responsible_other": "",
}


@pytest.fixture(scope="module")
def begun(shared: None) -> Walk:
    walk = Walk(outsiders=OTHERS)
    begins(walk)
    return walk


def begins(walk: Walk) -> None:
    """Approved, assessed, prepared by two who are advanced, and signed off."""
    refers(walk, NICK, district="Oxford", risks=ABUSE)
    steps.takes_on(walk, BERNADETTE)
    approved(walk)
    asked_and_assessed(walk)
    ready(walk)


@pytest.fixture
def walk(begun: Walk) -> Walk:
    return begun.on_from_here()


def approved(walk: Walk) -> None:
    with walk.part():
        steps.goes_on(walk, BERNADETTE, "Duplicate check", "Information from agencies")
        steps.asks_agencies(walk, BERNADETTE)
        for name in (NICK, OLU, HANNAH):
            steps.answers(walk, name)
        steps.goes_on(walk, BERNADETTE, "Senior facilitators look at the case")
        steps.held_back(walk, BERNADETTE, "First contact with the person harmed", "has not been approved")
        steps.done(walk, BERNADETTE)
        who = walk.at(BERNADETTE, "Sensitive or complex").says("Co-facilitator At least Advanced")
        who.follows("Ask somebody to approve it").presses(
            "Ask them", staff=steps.choice(who, "staff", IBRAHIM)
        )
        ibrahim = walk(IBRAHIM).opens("/").follows("Say whether a sensitive or complex case may go on")
        ibrahim.presses("Save your decision", decision="approved", why="She has wanted it for a year.")


def asked_and_assessed(walk: Walk) -> None:
    with walk.part():
        steps.names_contact(walk, BERNADETTE, ALICE, BERNADETTE)
        for side, person in (("harmed", ALICE), ("responsible", KYLE)):
            if person == KYLE:
                steps.knows_safe_way(walk, BERNADETTE, KYLE)
            steps.goes_on(walk, BERNADETTE, f"First contact with the person {side}")
            steps.talks(walk, BERNADETTE, person)
            steps.agrees(walk, BERNADETTE, person, "Being assessed")
        steps.goes_on(walk, BERNADETTE, "Suitability")
    together.assessed(walk, BERNADETTE)
    with walk.part():
        steps.goes_on(walk, BERNADETTE, "To facilitators, volunteers and partners")


def ready(walk: Walk) -> None:
    with walk.part():
        who = walk.at(BERNADETTE, "Who does what", "Ask facilitators")
        asked = {"lead": steps.choice(who, "lead", HANNAH), "second": steps.choice(who, "second", OLU)}
        who.is_refused("Ask them", "needs to hold the level Advanced", **asked)
        steps.names_supervisor(walk, BERNADETTE, IBRAHIM)
        steps.allocates(walk, BERNADETTE, ELAINE, BERNADETTE)
        for name in (ELAINE, BERNADETTE):
            steps.accepts(walk, name)
        steps.held_back(
            walk, BERNADETTE, "Preparation", "The victim has not been offered support for trauma."
        )
        steps.done(walk, BERNADETTE)
        steps.goes_on(walk, BERNADETTE, "Preparation")
    together.prepared(walk, ELAINE, BERNADETTE, IBRAHIM)


def test_alice_withdraws_after_the_meeting_was_booked(walk: Walk) -> None:
    with walk.part():
        steps.books(walk, ELAINE)
        steps.says(walk, ELAINE, ALICE, "no")
        walk.at(ELAINE, "Meetings").says("Cancelled")
        words = walk(ELAINE).opens("/").says("Do not contact whoever said no").page.words
        assert "Go on to the meeting" not in words
        steps.ticks_off(walk, ELAINE, "Tell the others that the meeting")
        overview = walk.at(BERNADETTE).says(
            "Nobody is left on the side of the victim: Alice Fenwick (withdrew)"
        )
        overview.page.says_nothing_of("Book a meeting", "has not given written consent")
        walk.at(BERNADETTE, "Contacts").page.says_nothing_of(f"Log a contact with {ALICE}")
        walk.at(BERNADETTE, ALICE).says("Do not contact Alice Fenwick.")
        closing = walk.at(BERNADETTE, "Close the case")
        sent = steps.endings(closing, "harmed_withdrew", told=())
        closing.is_refused("Close the case", "Somebody who was contacted has not been told", **sent)
        steps.closes(walk, BERNADETTE, "harmed_withdrew", told=(KYLE,))
    walk.outsiders = [*OTHERS, ELAINE, IBRAHIM]
    walk.others_try()
    with walk.part():
        ending = walk.at(BERNADETTE, "Answers and ending").page
        refused = walk(BERNADETTE).looks_at(ending.link("Open the case again"))
        assert refused.status == 403
        assert "The case can be opened again only if they ask for it themselves" in refused.words


def test_two_advanced_facilitators_bring_a_serious_case_to_its_end(walk: Walk, time_machine: Any) -> None:
    goes_all_the_way(walk, time_machine)
    walk.outsiders = [*OTHERS, ELAINE, IBRAHIM]
    walk.others_try()
    walk.at(BERNADETTE).says("Closed because Completed: they met")


def goes_all_the_way(walk: Walk, time_machine: Any) -> None:
    together.meet(walk, ELAINE, time_machine)
    steps.goes_on(walk, ELAINE, "Agreement")
    together.keep_what_they_agreed(walk, ELAINE, BERNADETTE, ELAINE)
    together.ask_how_they_are(walk, ELAINE, BERNADETTE, time_machine)
    steps.closes(walk, BERNADETTE, "completed_direct")

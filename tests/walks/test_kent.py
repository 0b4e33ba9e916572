"""Kent before sentence, by its forms: found at court; they meet within the adjournment, or the sentence comes first."""

from datetime import timedelta
from typing import Any

import pytest

from rjhub.kernel import clock
from tests.walks import steps, together
from tests.walks.referring import refers
from tests.walks.steps import ALICE, KYLE
from tests.walks.walk import Walk

pytestmark = pytest.mark.django_db

ROSALIND, FEMI, CLARE = "Rosalind Peake", "Femi Balogun", "Clare Whitfield"  # of the mediation service
SIMON, JANINE, TARA = (
    "Simon Hollands",
    "Janine Roper",
    "Tara Singh",
)  # court probation, police, Victim Support
OTHERS = ("Marian Okafor", "Victor Stone")  # of Sussex, and of a prison
COURT = "Medway Magistrates' Court"


@pytest.fixture(scope="module")
def begun(shared: None) -> Walk:
    walk = Walk(outsiders=OTHERS)
    begins(walk)
    return walk


def begins(walk: Walk) -> None:
    """Kyle pleads guilty, both are assessed, and the report to the court is to be written."""
    court = {"cj_stage": "convicted_awaiting_sentence", "court": "magistrates", "plea": "guilty"}
    refers(walk, SIMON, asked="agency", district="Medway", court=court)
    steps.takes_on(walk, ROSALIND)
    found_at_court(walk)
    assessed(walk)


@pytest.fixture
def walk(begun: Walk) -> Walk:
    return begun.on_from_here()


def found_at_court(walk: Walk) -> None:
    """Simon, who found the case at court, asks Kyle; the court gives three weeks."""
    with walk.part():
        steps.names_contact(walk, ROSALIND, KYLE, SIMON)
        who = walk.at(SIMON, "Court and reports")
        who.follows("Change (Court)" if "Change (Court)" in who.page.words else "Record (Court)")
        convicted = clock.today() - timedelta(days=10)
        day = f"{convicted.day} {convicted.month} {convicted.year}"
        who.presses("Save", court=COURT, court_kind="magistrates", plea="guilty", conviction_dates=day)
        walk.at(SIMON, "Court and reports").presses("Note that they were checked")
        steps.goes_on(walk, ROSALIND, "Duplicate check")
        steps.knows_safe_way(walk, ROSALIND, KYLE)
        steps.goes_on(walk, ROSALIND, "Court probation officer asks the offender")
        steps.talks(walk, SIMON, KYLE)
        steps.agrees(walk, SIMON, KYLE, "Being assessed")
        steps.held_back(
            walk, ROSALIND, "Adjournment of two to four weeks", "promises nothing about the sentence"
        )
        told = "The offender was told that nothing is promised about sentence."
        walk.at(ROSALIND).follows("Note that it was done").says(told)
        steps.done(walk, ROSALIND)
        steps.goes_on(walk, ROSALIND, "Adjournment of two to four weeks")
        who = walk.at(SIMON, "Court and reports", "Record (Adjourned)")
        who.presses("Save", adjourned_on=clock.today(), adjourned_until=clock.today() + timedelta(weeks=3))


def assessed(walk: Walk) -> None:
    """The mediation service asks Alice, and assesses both."""
    with walk.part():
        steps.names_contact(walk, ROSALIND, ALICE, ROSALIND)
        steps.knows_safe_way(walk, ROSALIND, ALICE)
        steps.goes_on(walk, ROSALIND, "Mediation service asks the victim")
        steps.talks(walk, ROSALIND, ALICE)
        steps.agrees(walk, ROSALIND, ALICE, "Being assessed")
        steps.goes_on(walk, ROSALIND, "Information from agencies")
        steps.asks_agencies(walk, ROSALIND)
        for name in (SIMON, JANINE, TARA):
            steps.answers(walk, name)
        steps.goes_on(walk, ROSALIND, "Independent assessment of both sides")
    together.assessed(walk, ROSALIND)
    with walk.part():
        steps.goes_on(walk, ROSALIND, "Report to the court probation officer")


def reports(walk: Walk, about: str, **more: str) -> None:
    """Rosalind writes a report, and Simon hands it in. On paper it names Alice by her initials."""
    who = walk.at(ROSALIND, "Court and reports").follows(about)
    said = {
        "responsible_view": "He would answer her questions.",
        "findings": "Both were seen.",
        "proposal": "To defer.",
    }
    asked = who.page.form("Save the report").controls
    answers = {key: words for key, words in (said | more).items() if key in asked}
    who.presses("Save the report", **answers)
    report = who.page.address
    paper = walk(SIMON).opens(report).follows("Look at the draft (PDF)").page
    paper.says(answers["findings"]).says_nothing_of("Fenwick")
    who = walk(SIMON).opens(report).follows("Send (What it says)")
    sent = {"sent_on": clock.today(), "sent_to": COURT, "sent_how": "By hand", "checked": "on"}
    who.presses(who.page.read.forms[-1].buttons[0], **sent)


def allocated(walk: Walk) -> None:
    with walk.part():
        steps.goes_on(walk, ROSALIND, "Allocation")
        steps.names_supervisor(walk, ROSALIND, CLARE)
        steps.allocates(walk, ROSALIND, ROSALIND, FEMI)
        steps.accepts(walk, ROSALIND)
        steps.accepts(walk, FEMI)
        steps.goes_on(walk, ROSALIND, "Preparation")


def sentenced(walk: Walk, **more: str) -> None:
    who = walk.at(SIMON, "Court and reports", "Record (Sentenced)")
    who.presses("Save", sentenced_on=clock.today(), **more)


def test_the_sentence_comes_before_they_can_meet(walk: Walk, time_machine: Any) -> None:
    with walk.part():
        steps.held_back(
            walk, ROSALIND, "Sentence deferred for three months", "has not been sent to the court"
        )
        reports(walk, "Write a report on suitability", suitable="yes")
        who = walk.at(SIMON, "Court and reports", "Record (Sentence deferred)")
        who.presses("Save", deferral_made_on=clock.today(), undertaken="yes")
        steps.goes_on(walk, ROSALIND, "Sentence deferred for three months")
    allocated(walk)
    walk.later(time_machine, days=80)
    with walk.part():
        walk(ROSALIND).opens("/").says("the deferral ends on")
        steps.goes_on(walk, ROSALIND, "Report to court, and sentence")
        reports(walk, "Write a report on what took place", findings="Kyle was not ready.", proposal="None.")
        sentenced(walk, stage="custody", requirement="no", sentence="8 months")
        steps.closes(walk, ROSALIND, "court_time_expired")
    walk.outsiders = [*OTHERS, FEMI]
    walk.others_try()
    assert walk(SIMON).looks_at(f"/cases/{walk.reference}").status == 404
    walk(SIMON).opens(f"/referrals/{walk.reference}").says("Accepted")


def test_they_meet_within_the_adjournment_and_the_court_hears_how_it_went(
    walk: Walk, time_machine: Any
) -> None:
    goes_all_the_way(walk, time_machine)
    walk.outsiders = [*OTHERS, FEMI]
    walk.others_try()
    assert walk(SIMON).looks_at(f"/cases/{walk.reference}").status == 404


def goes_all_the_way(walk: Walk, time_machine: Any) -> None:
    """They meet within the adjournment, and the court hears how it went before it sentences."""
    with walk.part():
        reports(walk, "Write a report on suitability", suitable="yes", proposal="To wait for the meeting.")
    allocated(walk)
    together.prepared(walk, ROSALIND, FEMI, CLARE)
    together.meet(walk, ROSALIND, time_machine, days=7)
    walk.at(ROSALIND, "Meetings").says("Conference between the victim and the offender")
    with walk.part():
        steps.goes_on(walk, ROSALIND, "Report to court, and sentence")
        steps.held_back(walk, ROSALIND, "Agreement", "has not been sent to the court")
        who = walk.at(ROSALIND, "Court and reports").follows("Write a report on what took place")
        told = {"responsible_view": "Sorry.", "findings": together.NUMBER, "proposal": "None."}
        who.is_refused("Save the report", "holds a telephone number", **told)
        reports(walk, "Write a report on what took place", findings="They met. He said that he is sorry.")
        sentenced(walk, stage="community_order", requirement="yes", sentence="12 months")
        steps.goes_on(walk, ROSALIND, "Agreement")
    together.keep_what_they_agreed(walk, ROSALIND, FEMI, ROSALIND)
    together.ask_how_they_are(walk, ROSALIND, FEMI, time_machine)
    steps.closes(walk, ROSALIND, "completed_direct")

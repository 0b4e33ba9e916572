"""A Sussex case walked by its cast from its opening to the gate before a meeting, with what is missing at each step."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from rjhub.cases.forms.information import Asking
from rjhub.cases.gates import CaseState
from rjhub.cases.gates.wanted import unasked
from rjhub.cases.models import Allocation, Case, InformationRequest
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import side_of
from rjhub.cases.tests.test_preparing import ANSWERS as A_SESSION
from rjhub.cases.tests.test_suitability import ANSWERS as AN_ASSESSMENT
from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role
from rjhub.people.actions.safe_contact import SafeWays, confirm_safe_contact
from rjhub.people.vocabulary import Channel

pytestmark = pytest.mark.django_db

TODAY = clock.today()
MARIAN, GARETH, ADAEZE, SUNITA = "Marian Okafor", "Gareth Pugh", "Adaeze Obi", "Sunita Rao"
NOT_ASSESSED = "The risk has not been assessed again at this stage, or the assessment does not allow this."
NOT_SIGNED_OFF = "The supervisor has not signed this case off."


def on(name: str) -> dict[str, str]:
    return {f"{name}-day": str(TODAY.day), f"{name}-month": str(TODAY.month), f"{name}-year": str(TODAY.year)}


class Walk:
    """One case, with a browser for each member of the cast."""

    def __init__(self) -> None:
        with at_work(member(MARIAN)) as marian:
            self.case = a_case(marian)
            self.people = {side: side_of(self.case, side).id for side in ("harmed", "responsible")}
        self.clients: dict[str, Client] = {}

    def client(self, name: str) -> Client:
        return self.clients.setdefault(name, signed_in(name))

    def does(self, name: str, page: str, **answers: str) -> None:
        address = page if page.startswith("/") else f"/cases/{self.case.reference}/{page}"
        answer = self.client(name).post(address, answers)
        assert answer.status_code == 302, unescape(answer.content.decode())

    def in_the_way(self, name: str = MARIAN) -> dict[str, set[str]]:
        """What the overview says before each way on, as somebody reads it."""
        page = self.client(name).get(f"/cases/{self.case.reference}").content.decode()
        found = {}
        for section in re.findall(r'<section class="rj-obstacles.*?</section>', page, re.DOTALL):
            heading = re.search(r"goes to: (.*?)<", section)
            assert heading
            texts = re.findall(r'rj-obstacles__text">(.*?)</span>', section, re.DOTALL)
            found[unescape(heading[1])] = {unescape(text) for text in texts}
        return found

    def missing(self, *sentences: str) -> None:
        (missing,) = self.in_the_way().values()
        assert missing == set(sentences)

    def refused(self, name: str, stage: str) -> None:
        """Whatever is in the way on the page stands in the way of the button, too."""
        answer = self.client(name).post(f"/cases/{self.case.reference}/stages/{stage}")
        assert answer.status_code == 403
        with at_work(member(MARIAN)):
            assert Case.objects.get(id=self.case.id).stage != stage

    def goes_to(self, stage: str, by: str = MARIAN) -> None:
        self.does(by, f"stages/{stage}")


def test_a_case_goes_from_its_opening_to_the_gate_before_a_meeting() -> None:
    walk = Walk()
    refer_and_ask(walk)
    allocate(walk)
    make_contact(walk)
    assess(walk)
    prepare(walk)
    sign_off(walk)


def refer_and_ask(walk: Walk) -> None:
    walk.missing("Whoever sent the referral has not been told that it arrived.")
    walk.refused(MARIAN, "duplicate_check")
    walk.does(MARIAN, "milestones/referral_acknowledged", **on("done_on"), note="")
    walk.goes_to("duplicate_check")
    walk.missing()
    walk.goes_to("information")
    nobody_answered = "Not every agency that should be asked has answered yet."
    walk.missing("Not every agency that should be asked has been asked.", nobody_answered)
    with at_work(member(MARIAN)):
        wanted = Asking(None, wanted=unasked(CaseState(walk.case))).initial
    walk.does(MARIAN, "information/requests", **wanted)
    walk.missing(nobody_answered)
    with at_work(member(MARIAN)):
        requests = list(InformationRequest.objects.filter(case=walk.case))
    for request in requests:
        lead = Staff.objects.filter(agency=request.agency_id, roles__role=Role.LEAD_CONTACT)
        walk.does(lead.first().name, f"/requests/{request.id}", kind="nothing_held")
    walk.missing()
    walk.goes_to("hub_review")
    walk.missing("The hub has not decided whether this case goes on.")
    walk.does(MARIAN, "milestones/hub_decided", **on("done_on"), note="")
    walk.goes_to("allocation")


def allocate(walk: Walk) -> None:
    unsafe = "Nobody has recorded how to reach the person harmed safely."
    contact, supervisor = "The person harmed has no named contact yet.", "This case has no supervisor yet."
    nobody = "Two facilitators have not both accepted this case."
    assert {unsafe, contact, supervisor, nobody} <= set().union(*walk.in_the_way().values())
    walk.does(MARIAN, "supervisor", staff=str(member(SUNITA).id))
    walk.does(MARIAN, f"people/{walk.people['harmed']}/contact", staff=str(member(GARETH).id))
    walk.does(
        MARIAN, "allocation", lead=str(member(GARETH).id), second=str(member(ADAEZE).id), override="She knows him."
    )  # fmt: skip
    assert walk.client(ADAEZE).get(f"/cases/{walk.case.reference}").status_code == 404
    for name in (GARETH, ADAEZE):
        with at_work(member(name)) as facilitator:
            asked = Allocation.objects.get(facilitator=facilitator)
        walk.does(name, f"/allocations/{asked.id}", answer="accept")
    walk.missing(unsafe)
    with at_work(member(MARIAN)) as marian:
        for side in ("harmed", "responsible"):
            ways = SafeWays(channels=(Channel.PHONE,))
            confirm_safe_contact(side_of(walk.case, side).person, ways=ways, by=marian, at=clock.now())
    walk.missing()
    walk.goes_to("first_contact_harmed")


def consent(walk: Walk, by: str, side: str, purpose: str, **how: str) -> None:
    page = f"people/{walk.people[side]}/consents/{purpose}"
    walk.does(by, page, submission_key=str(uuid4()), **on("given_on"), **how)


def make_contact(walk: Walk) -> None:
    a_call = {
        "direction": "outgoing", "channel": "phone", "reached": "yes", "safe": "yes", "told": "yes", "mood": "",
        "summary": "They would like to hear more.", "next_step": "", "happened_at-day": "3", "happened_at-month": "3",
        "happened_at-year": "2026", "happened_at-time": "2:30pm",
    }  # fmt: skip
    ahead = {"harmed": "first_contact_responsible", "responsible": "suitability"}
    for side, name in (("harmed", GARETH), ("responsible", ADAEZE)):
        untold = (
            f"The person {side} has not been told what restorative justice is and that it is their choice."
        )
        unasked_yet = f"The person {side} has not agreed to be assessed."
        walk.missing(untold, unasked_yet)
        # In Sussex whoever leads the case speaks with both sides first.
        walk.does(GARETH, f"people/{walk.people[side]}/contacts/new", **a_call)
        walk.missing(unasked_yet)
        consent(walk, name, side, "assessment", written="spoken")
        walk.missing()
        walk.goes_to(ahead[side], by=name)


def risk(walk: Walk, decision: str = "proceed") -> None:
    answers = on("assessed_on") | {"submission_key": str(uuid4())}
    walk.does(GARETH, "risk/assessments/new", decision=decision, why="Both are calm.", **answers)


def assess(walk: Walk) -> None:
    unsuitable = [f"The person {side} has not been assessed as suitable." for side in walk.people]
    facts = "The basic facts of what happened are not acknowledged by everybody."
    walk.missing(*unsuitable, facts, NOT_ASSESSED)
    for side, name in (("harmed", GARETH), ("responsible", ADAEZE)):
        page = f"people/{walk.people[side]}/suitability/new"
        walk.does(name, page, **AN_ASSESSMENT | {"submission_key": str(uuid4())})
    walk.missing(facts, NOT_ASSESSED)
    for side, more in (("harmed", {}), ("responsible", {"responsibility": "yes"})):
        said = {"facts": "yes", "willing": "yes", "note": "", "submission_key": str(uuid4())} | more
        walk.does(GARETH, f"people/{walk.people[side]}/acknowledgements/new", **said, **on("acknowledged_on"))
    walk.missing(NOT_ASSESSED)
    risk(walk, "pause")
    walk.missing(NOT_ASSESSED)
    risk(walk)
    walk.missing()
    walk.goes_to("preparation", by=GARETH)


def prepare(walk: Walk) -> None:
    walk.missing(*(f"The person {side} has not been prepared." for side in walk.people), NOT_ASSESSED)
    for side, name in (("harmed", GARETH), ("responsible", ADAEZE)):
        session = A_SESSION | {"submission_key": str(uuid4()), "supporters_prepared": "yes"}
        walk.does(name, f"people/{walk.people[side]}/preparation/new", **session)
    walk.missing(NOT_ASSESSED)
    risk(walk)
    walk.missing()
    walk.goes_to("ready", by=GARETH)


def sign_off(walk: Walk) -> None:
    venue = "The place of the conference has not been looked at for risk."
    unsigned = {
        f"The person {side} has not given written consent to take part, or it is no longer current."
        for side in walk.people
    }
    both = unsigned | {NOT_ASSESSED, NOT_SIGNED_OFF}
    assert walk.in_the_way() == {"Conference": {*both, venue}, "Messages": both}
    for side, name in (("harmed", GARETH), ("responsible", ADAEZE)):
        consent(walk, name, side, "taking_part", signed="on")
    risk(walk)
    assert walk.in_the_way()["Messages"] == {NOT_SIGNED_OFF}
    walk.refused(GARETH, "messages")
    walk.does(SUNITA, "risk/sign-off", answer="sign_off")
    assert walk.in_the_way(SUNITA) == {"Conference": {venue}, "Messages": set()}
    risk(walk, "indirect_only")
    walk.does(SUNITA, "risk/sign-off", answer="sign_off")
    assert walk.in_the_way(ADAEZE) == {"Messages": set()}

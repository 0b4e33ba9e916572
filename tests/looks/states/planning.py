"""Who takes which case: plans that are made, decided on, out of date and impossible; and what it reads of people."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from rjhub.allocation.tests.test_plans import accept, made_plan, proposal_for, waiting_case
from rjhub.cases.models import Flag
from rjhub.cases.tests.factories import at_work, member
from rjhub.facilitators.actions import availability
from rjhub.facilitators.models import Clearance
from rjhub.facilitators.tests.test_availability import event
from rjhub.facilitators.tests.test_learning import NADIA, SUNITA, approved, noted
from rjhub.kernel import clock
from tests.looks.scenes import Scene, at, signed_in

MARIAN, OWEN, MARCUS = "Marian Okafor", "Owen Trevor", "Marcus Bell"
OTHERWISE = "She knows the prison well."


def a_plan_that_is_asked_for() -> Iterator[Scene]:
    """Before a plan, while it is made, and when it was stopped."""
    yield at(MARIAN, "/allocation", "/allocation/report")
    waiting_case()
    browser = signed_in(MARIAN)
    asked = str(browser.post("/allocation", {"submission_key": str(uuid4()), "again": ""})["Location"])
    yield MARIAN, browser, ("/allocation", asked)
    browser.post(f"{asked}/stopping")
    yield MARIAN, browser, (asked,)


def a_plan_to_decide_on() -> Iterator[Scene]:
    """Cases to be accepted, given to others, wished for, and one that changed since."""
    cases = [waiting_case(), waiting_case(harmed="Rose Tyrell"), waiting_case(harmed="Ines Prior")]
    plan, browser = made_plan(), signed_in(MARIAN)
    first, second, third = (proposal_for(case) for case in cases)
    here = f"/allocation/{plan.id}"
    yield (
        MARIAN,
        browser,
        (here, f"{here}?tick=all", *(f"{here}/{first.id}{end}" for end in ("", "/otherwise", "/wish"))),
    )
    accept(plan, first)
    others = {"lead": str(member("Gareth Pugh").id), "second": str(member("Adaeze Obi").id)}
    browser.post(f"{here}/{second.id}/otherwise", others | {"because": OTHERWISE})
    with at_work(member(MARIAN)) as marian:
        Flag.objects.create(**cases[2].row(), flag="domestic_abuse", raised_at=clock.now(), raised_by=marian)
    yield MARIAN, browser, ("/allocation", here, *(f"{here}/{one.id}" for one in (first, second, third)),
                            "/allocation/report", "/allocation/weights")  # fmt: skip


def a_plan_that_cannot_be_made() -> Iterator[Scene]:
    """Somebody is wished for who cannot take a case; the wish can be taken back."""
    case = waiting_case()
    plan, browser = made_plan(), signed_in(MARIAN)
    proposal = f"/allocation/{plan.id}/{proposal_for(case).id}"
    browser.post(f"{proposal}/wish", {"staff": str(member("Fiona Kerr").id), "kind": "keep"})
    yield MARIAN, browser, (proposal, f"/allocation/{made_plan().id}", "/allocation")


def when_somebody_can() -> Iterator[Scene]:
    """A week, leave, a calendar that was read, and an address for other calendars."""
    owen, his = signed_in(OWEN), f"/facilitators/{member(OWEN).id}"
    asking = tuple(f"{his}/{what}" for what in ("week", "leave/new", "diary", "reach"))
    yield OWEN, owen, ("/my-practice", *asking)
    day = clock.today() + timedelta(days=40)
    with at_work(member(OWEN)) as staff:
        availability.add_leave(staff, since=day, until=day, submission_key=uuid4(), by=staff)
        key = availability.make_feed(by=staff)
    owen.post(f"{his}/week", {"version": "1", "mon": ["am"], "sat": ["am", "eve"]})
    begins = clock.now() + timedelta(days=5)
    calendar = event(f"DTSTART:{begins:%Y%m%dT%H%M%SZ}", "DURATION:PT2H")
    owen.post(f"{his}/diary", {"file": SimpleUploadedFile("me.ics", calendar)})
    yield OWEN, owen, ("/my-practice", f"{his}/week", f"/work/{key}.ics")
    yield at(MARIAN, his)


def hours_of_learning() -> Iterator[Scene]:
    """Noted, approved and taken back; and what an agency keeps of its own people."""
    noted(90)
    done = noted(120, days_ago=9)
    approved(done)
    hers = f"/facilitators/{member(NADIA).id}"
    yield at(NADIA, "/my-practice", "/my-practice/learning/new")
    yield at(SUNITA, "/", hers, f"{hers}/supervision/new")
    adaeze = f"/facilitators/{member('Adaeze Obi').id}"
    with at_work(member(MARCUS)):
        cleared = Clearance.objects.filter(staff=member("Adaeze Obi"), ended_as="").order_by("id")[0]
    yield at(MARCUS, adaeze, *(f"{adaeze}/{what}" for what in (
        "practice", "clearances/new", f"clearances/{cleared.id}/ending", "secondments/new")))  # fmt: skip

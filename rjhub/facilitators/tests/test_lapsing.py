"""What has lapsed stops new cases, in the page, in the action and in the database; and people are told before."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import transaction
from django.db.utils import DatabaseError

from rjhub.cases.actions.allocating import allocate_case
from rjhub.cases.models import Allocation, Case
from rjhub.cases.reminding import remind_everybody
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.facilitators import keeper, lapsing, policies, queries
from rjhub.facilitators.actions import clearing
from rjhub.facilitators.models import Clearance
from rjhub.facilitators.vocabulary import ClearanceKind, EndedAs, State
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.actions import joining
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        return a_case(marian)


def test_who_has_lapsed_is_not_given_a_new_case_and_the_page_says_what_lapsed(case: Case) -> None:
    chosen = {"lead": str(member("Gareth Pugh").id), "second": str(member("Fiona Kerr").id), "override": "x"}
    shown = signed_in("Marian Okafor").post(f"/cases/{case.reference}/allocation", chosen).content.decode()
    assert "The DBS check of Fiona Kerr has lapsed." in shown
    assert "(Intermediate; DBS check lapsed)" in shown
    with at_work(member("Marian Okafor")) as marian:
        with pytest.raises(Refused, match="has lapsed"):
            allocate_case(
                case, lead=member("Gareth Pugh"), second=member("Fiona Kerr"), override="No reason will do.",
                by=marian, at=clock.now(),
            )  # fmt: skip
        assert not Allocation.objects.filter(case=case).exists()


def test_the_database_refuses_whoever_goes_round_the_action_also_with_an_earlier_day(case: Case) -> None:
    fiona = member("Fiona Kerr")
    with at_work(member("Marian Okafor")) as marian:
        for days in (0, 400):
            with pytest.raises(DatabaseError, match="lapsed: dbs"), transaction.atomic():
                Allocation.objects.create(
                    **case.row(), facilitator=fiona, agency=fiona.agency, part="second", allocated_by=marian,
                    allocated_at=clock.now() - timedelta(days=days), holder_id=fiona.principal_id,
                    case_reference=case.reference, people="",
                )  # fmt: skip


def test_a_renewed_check_counts_at_once_and_a_withdrawn_one_stops_at_once() -> None:
    today = clock.today()
    owen = member("Owen Trevor")
    with at_work(member_of_pathways()) as bridget:
        assert policies.may_be_asked(owen, today)
        standing = queries.clearance_of(
            queries.entry_for(bridget, owen.id), Clearance.objects.get(staff=owen).id
        )
        clearing.end_clearance(standing, ended_as=EndedAs.WITHDRAWN, by=bridget, on=today)
        assert keeper.lapsed(owen.id, today) == ["dbs"]
        with pytest.raises(Refused, match="ended already"):
            clearing.end_clearance(standing, ended_as=EndedAs.MISTAKE, by=bridget, on=today)
        clearing.record_clearance(
            owen, kind=ClearanceKind.DBS, prison="", since=today, until=today + timedelta(days=900), evidence="",
            submission_key=uuid4(), by=bridget, at=clock.now(),
        )  # fmt: skip
        assert keeper.lapsed(owen.id, today) == []


def test_what_was_recorded_by_mistake_never_counted() -> None:
    today = clock.today()
    owen = member("Owen Trevor")
    with at_work(member_of_pathways()) as bridget:
        only = queries.entry_for(bridget, owen.id).clearances.get()
        clearing.end_clearance(only, ended_as=EndedAs.MISTAKE, by=bridget, on=today)
        assert keeper.lapsed(owen.id, today) == []
    shown = signed_in("Marian Okafor").get("/facilitators?name=owen").content.decode()
    assert "No DBS check recorded" in shown


def test_a_level_that_has_lapsed_stops_and_one_that_is_held_beside_it_does_not() -> None:
    today = clock.today()
    with at_work(member("Colin Ashdown")) as colin:
        priya = member("Priya Nair")
        joining.set_level(
            priya, level=Level.INTERMEDIATE, since=today - timedelta(days=9), until=today - timedelta(days=1),
            by=colin,
        )  # fmt: skip
        assert keeper.lapsed(priya.id, today) == []
    with at_work(member("Peter Lam")):
        arjun = member("Arjun Patel")
        held = arjun.levels.get()
        assert keeper.lapsed(arjun.id, held.until) == []
    with at_work(member("Judith Arkwright")):
        assert keeper.lapsed(arjun.id, held.until + timedelta(days=1)) == ["level"]


def test_nobody_else_learns_what_of_a_colleague_has_lapsed() -> None:
    fiona = member("Fiona Kerr")
    with at_work(member("Nadia Karim")):
        assert keeper.lapsed(fiona.id, clock.today()) == []
    with at_work(member("Judith Arkwright")):  # a coordinator elsewhere
        assert keeper.lapsed(fiona.id, clock.today()) == []


@pytest.mark.parametrize("days", [0, 1, 89, 400], ids=lambda days: f"day {days}")
def test_the_page_and_the_database_agree_on_what_has_lapsed(days: int) -> None:
    today = clock.today()
    for name in ("Fiona Kerr", "Owen Trevor", "Nadia Karim", "Marian Okafor"):
        with at_work(member("Marian Okafor")) as marian:
            held = lapsing.held_by(queries.entry_for(marian, member(name).id), today)
            day = today + timedelta(days=days)
            shown = sorted(
                one.kind for one in held
                if one.kind in {"level", "dbs", "vetting"} and one.state(day) == State.LAPSED
            )  # fmt: skip
            assert keeper.lapsed(member(name).id, day) == shown


def test_somebody_and_their_line_manager_see_on_their_first_page_what_lapses() -> None:
    assert "Your DBS check lapses on" in signed_in("Owen Trevor").get("/").content.decode()
    assert "Adaeze Obi: training “Working in prisons” lapses on" in (
        signed_in("Marcus Bell").get("/").content.decode()
    )
    assert "lapses on" not in signed_in("Gareth Pugh").get("/").content.decode()


def test_the_morning_message_goes_out_at_each_distance_and_not_on_the_days_between() -> None:
    until = date(2027, 3, 15)  # a Monday
    mornings = [until - timedelta(days=days) for days in range(120, -3, -1)]
    told = [(until - day).days for day in mornings if lapsing.reminded_on(until, day)]
    # 13 February is a Saturday, so the message of 30 days before goes out on the Monday after; so does the last one.
    assert [days for days in told if (until - timedelta(days=days)).weekday() <= 4] == [90, 28, 7, 0]


def test_whoever_has_something_that_lapses_is_mailed_without_a_word_of_what() -> None:
    dominic = member("Dominic Achterberg")
    with at_work(member("Moira Dunn")):
        until = Clearance.objects.get(staff=dominic).until
    mail.outbox.clear()
    due = next(
        day for day in (until - timedelta(days=n) for n in (7, 6, 5, 4)) if lapsing.reminded_on(until, day)
    )
    remind_everybody(today=due)
    told = {address for message in mail.outbox for address in message.to}
    assert {dominic.account.email, member("Moira Dunn").account.email} <= told
    assert not any("DBS" in message.body for message in mail.outbox)


def member_of_pathways() -> Staff:
    found = Staff.objects.select_related("agency", "account", "principal", "partnership")
    return found.get(account__name="Bridget Mensah", agency__code="sussex-pathways")

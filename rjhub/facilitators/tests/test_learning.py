"""Hours of learning against what a level asks for, and supervision, whose notes the supervisor alone reads."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import DatabaseError, ProgrammingError

from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.facilitators import keeper, learning, queries
from rjhub.facilitators.actions import learning as actions
from rjhub.facilitators.models import Learning, Supervision, SupervisionNote
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused

pytestmark = pytest.mark.django_db
NADIA, SUNITA, MARIAN, ESTHER = "Nadia Karim", "Sunita Rao", "Marian Okafor", "Esther Lindqvist"
SECRET = "She was close to tears and needs a rest."


def noted(minutes: int, *, by: str = NADIA, days_ago: int = 1) -> Learning:
    with at_work(member(by)) as somebody:
        return actions.note_learning(
            learnt_on=clock.today() - timedelta(days=days_ago), minutes=minutes, what="Course on hate crime",
            submission_key=uuid4(), by=somebody, at=clock.now(),
        )  # fmt: skip


def approved(one: Learning, *, by: str = SUNITA) -> None:
    with at_work(member(by)) as supervisor:
        actions.approve(one, by=supervisor, at=clock.now())


def progress(name: str = NADIA) -> learning.Progress:
    with at_work(member(name)) as somebody:
        found = learning.progress(queries.entry_for(somebody, somebody.id), clock.today())
    assert found is not None
    return found


def test_a_level_asks_for_its_hours_of_which_half_are_approved() -> None:
    first = noted(6 * 60)
    noted(5 * 60 + 59)
    approved(first)
    assert progress().needed == 12 * 60
    assert not progress().is_enough  # a minute is missing
    last = noted(1)
    assert progress().is_enough
    with at_work(member(NADIA)) as nadia:
        actions.take_back(last, by=nadia, at=clock.now())
    assert not progress().is_enough
    noted(24 * 60, days_ago=800)
    assert not progress().is_enough  # of another year


def test_hours_that_nobody_approved_are_not_enough_however_many() -> None:
    for _ in range(3):
        noted(24 * 60)
    assert progress().done == 72 * 60
    assert not progress().is_enough


@pytest.mark.parametrize(
    ("first", "today", "began"),
    [
        (date(2024, 4, 1), date(2026, 3, 31), date(2025, 4, 1)),
        (date(2024, 4, 1), date(2026, 4, 1), date(2026, 4, 1)),
        (date(2024, 2, 29), date(2025, 2, 28), date(2025, 2, 28)),
        (date(2024, 2, 29), date(2025, 2, 27), date(2024, 2, 28)),
    ],
    ids=["the day before", "the day", "leap year", "before leap year"],
)
def test_a_year_begins_on_the_day_on_which_the_level_was_given(first: date, today: date, began: date) -> None:
    assert learning.year_of(first, today) == began


def test_a_supervisor_finds_what_waits_and_approves_it_once() -> None:
    one = noted(60)
    sunita = signed_in(SUNITA)
    assert "Approve hours of learning" in sunita.get("/").content.decode()
    assert NADIA in sunita.get("/facilitators?waiting=on").content.decode()
    address = f"/facilitators/{one.staff_id}/learning/{one.id}/approval"
    assert signed_in(MARIAN).post(address).status_code == 403
    assert sunita.post(address).status_code == 302
    assert "Approved by Sunita Rao" in signed_in(NADIA).get("/my-practice").content.decode()
    assert sunita.post(address).status_code == 403
    with at_work(member(NADIA)) as nadia, pytest.raises(Refused, match="approved already"):
        actions.take_back(Learning.objects.get(id=one.id), by=nadia, at=clock.now())


def test_sql_of_ones_own_approves_no_hours_and_changes_none() -> None:
    one = noted(60)
    with at_work(member(NADIA)) as nadia:
        for changes in ({"approved_at": clock.now(), "approved_by": nadia}, {"minutes": 600}):
            with pytest.raises(DatabaseError, match="approved by a supervisor"), transaction.atomic():
                Learning.objects.filter(id=one.id).update(**changes)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Learning.objects.create(
                partnership_id=nadia.partnership_id, staff=member("Owen Trevor"), learnt_on=clock.today(),
                minutes=60, what="His", submission_key=uuid4(), noted_at=clock.now(),
            )  # fmt: skip
    with at_work(member(ESTHER)):
        assert Learning.objects.update(minutes=1) == 0


def test_what_a_supervisor_noted_is_read_by_them_alone(behind_the_walls: Any) -> None:
    address = f"/facilitators/{member(NADIA).id}"
    today = clock.today()
    said = {
        "held_on-day": str(today.day), "held_on-month": str(today.month), "held_on-year": str(today.year),
        "minutes": "50", "words": SECRET, "submission_key": str(uuid4()),
    }  # fmt: skip
    assert signed_in(SUNITA).post(f"{address}/supervision/new", said).status_code == 302
    assert signed_in(SUNITA).post(f"{address}/supervision/new", said).status_code == 302
    assert SECRET in signed_in(SUNITA).get(address).content.decode()
    for name in (NADIA, MARIAN, ESTHER):
        shown = signed_in(name).get("/my-practice" if name == NADIA else address).content.decode()
        assert "50 minutes" in shown
        assert SECRET not in shown
        with at_work(member(name)):
            assert Supervision.objects.filter(staff=member(NADIA)).count() == 1
            assert not SupervisionNote.objects.exists()
    with behind_the_walls() as cursor:
        cursor.execute("SELECT has_table_privilege('rjhub_keeper', 'facilitators_supervisionnote', 'SELECT')")
        assert cursor.fetchone() == (False,)


def test_only_the_supervisor_who_is_named_records_a_session() -> None:
    address = f"/facilitators/{member(NADIA).id}/supervision/new"
    for name in (MARIAN, ESTHER, NADIA):
        assert signed_in(name).get(address).status_code == 404
    with at_work(member(MARIAN)) as marian:
        with pytest.raises(ProgrammingError), transaction.atomic():
            Supervision.objects.create(
                partnership_id=marian.partnership_id, staff=member(NADIA), supervisor=marian, minutes=10,
                held_on=clock.today(), submission_key=uuid4(), recorded_at=clock.now(),
            )  # fmt: skip
        assert not keeper.supervises(member(NADIA).id)


def test_ones_own_page_shows_ones_cases_and_those_that_wait_for_an_answer() -> None:
    with at_work(member(MARIAN)) as marian:
        case = a_case(marian)
        facilitated(case, marian)
    shown = signed_in("Gareth Pugh").get("/my-practice").content.decode()
    assert f"/cases/{case.reference}" in shown
    assert "Residential burglary" in shown
    assert case.reference not in signed_in("Owen Trevor").get("/my-practice").content.decode()


def test_a_sealed_case_is_in_no_count_that_others_see(behind_the_walls: Any) -> None:
    with at_work(member(MARIAN)) as marian:
        case = a_case(marian)
        facilitated(case, marian)
        gareth = member("Gareth Pugh")
        assert keeper.caseloads([gareth.id])[gareth.id].has == 1
        assert [one.cases for one in keeper.experience(gareth.id)] == [1]
        with behind_the_walls() as cursor:
            cursor.execute("UPDATE sharing_file SET sealed = true WHERE id = %s", [case.file_id])
        assert keeper.caseloads([gareth.id]) == {}
        assert keeper.experience(gareth.id) == []

"""Two people who press a button at the same moment, each on a connection of their own: nobody sees an error page."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import OperationalError, connections
from psycopg.errors import SerializationFailure

from rjhub.cases import queries
from rjhub.cases.actions import moving
from rjhub.cases.actions.allocating import allocate_case
from rjhub.cases.models import Allocation, Case
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.meeting import a_meeting
from rjhub.cases.tests.ready import a_ready_case, side_of
from rjhub.kernel import clock
from rjhub.people.models import Stop
from rjhub.sharing import middleware


def at_the_same_moment(*acts: Callable[[], Any]) -> list[Any]:
    """Do each in a thread and on a connection of its own, and answer with what each came to."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.usefixtures("own_database")
def test_two_facilitators_accept_a_case_at_the_same_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    again: list[Any] = []
    monkeypatch.setattr(middleware, "_as_it_came", again.append)
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        asked = allocate_case(
            case, lead=member("Gareth Pugh"), second=member("Adaeze Obi"), by=marian, at=clock.now()
        )
    clients = [signed_in(one.facilitator.name) for one in asked]

    answers = at_the_same_moment(
        *(
            lambda client=client, one=one: client.post(f"/allocations/{one.id}", {"answer": "accept"})
            for client, one in zip(clients, asked, strict=True)
        )
    )

    assert [answer.status_code for answer in answers] == [302, 302]
    assert again == [], "one had to give way to the other: both must lock in the same order"
    with at_work(member("Marian Okafor")):
        assert Allocation.objects.filter(case=case).exclude(accepted_at=None).count() == len(asked)
    assert all(client.get(f"/cases/{case.reference}").status_code == 200 for client in clients)


def once_both_are_there(here: Event, there: Event, then: Callable[..., Any]) -> Callable[..., Any]:
    """Before doing something the first time, wait until somebody else has come as far as they have to."""

    def wait(*given: Any, **more: Any) -> Any:
        if not here.is_set():
            here.set()
            assert there.wait(30)
        return then(*given, **more)

    return wait


@pytest.mark.usefixtures("own_database")
def test_a_no_and_a_case_that_goes_on_wait_for_each_other_and_both_are_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_ready_case(marian)
        meeting = a_meeting(case, member("Gareth Pugh"))
        alice = side_of(case, "harmed").person_id
    # One has the case and wants that nobody says no now; the other is saying no, and wants the case.
    has_case, says_no = Event(), Event()
    monkeypatch.setattr(moving, "no_obstacle", once_both_are_there(has_case, says_no, moving.no_obstacle))
    to_cancel = once_both_are_there(says_no, has_case, queries.meetings_to_cancel)
    monkeypatch.setattr(queries, "meetings_to_cancel", to_cancel)
    again: list[OperationalError] = []
    gave_way = middleware._gave_way
    monkeypatch.setattr(middleware, "_gave_way", lambda error: not again.append(error) and gave_way(error))
    today = clock.today()
    no = {"scope": "everything", "lasting": "always"} | {
        f"said_on-{part}": str(getattr(today, part)) for part in ("day", "month", "year")
    }
    gareth, marian_s = signed_in("Gareth Pugh"), signed_in("Marian Okafor")

    moved, said = at_the_same_moment(
        lambda: gareth.post(f"/cases/{case.reference}/stages/meeting"),
        lambda: marian_s.post(f"/people/{alice}/stops/new", no),
    )

    assert len(again) == 1
    assert said.status_code == 302
    assert moved.status_code in {302, 403}
    with at_work(member("Marian Okafor")):
        assert Stop.objects.filter(person_id=alice).count() == 1
        assert case.meetings.get(id=meeting.id).status == "cancelled"


def gives_way(times: int) -> Callable[..., Any]:
    """Does nothing, after the database has made it give way this often."""
    left = [SerializationFailure("could not serialize access")] * times

    def act(*_: Any, **__: Any) -> None:
        if left:
            raise OperationalError from left.pop()

    return act


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("times", "status", "says"),
    [(1, 200, "The case goes on where it stopped."), (2, 409, "at the same moment")],
)
def test_whoever_has_to_give_way_is_served_again_once_and_then_told(
    monkeypatch: pytest.MonkeyPatch, times: int, status: int, says: str
) -> None:
    monkeypatch.setattr("rjhub.cases.actions.waiting.resume_case", gives_way(times))
    with at_work(member("Marian Okafor")) as marian:
        case: Case = a_case(marian)
    answer = signed_in("Marian Okafor").post(f"/cases/{case.reference}/resumption", follow=True)
    assert answer.status_code == status
    assert answer.content.decode().count(says) == 1

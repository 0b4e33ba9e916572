"""Each person's own screen shows what they may see; the shared one what everybody in the room may, and nothing more."""

import pytest

from rjhub.cases.actions.sealing_up import seal_case
from rjhub.cases.models import Case
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.cases.tests.shut import recorded
from rjhub.hubmeetings import keeper, material, queries
from rjhub.hubmeetings.actions import agenda, attending
from rjhub.hubmeetings.models import HubMeeting
from rjhub.hubmeetings.tests.factories import (
    ADAEZE,
    DEAN,
    GARETH,
    MARIAN,
    SUNITA,
    a_meeting,
    comes,
    goes,
    held,
    item_of,
    waiting,
)  # fmt: skip
from rjhub.kernel import clock
from rjhub.partnership import installation
from rjhub.partnership.models import Staff
from rjhub.sharing.models import Protected

pytestmark = pytest.mark.django_db


def facilitated_meeting(*names: str) -> tuple[HubMeeting, Case]:
    """A case that Gareth and Adaeze facilitate and Sunita supervises is talked about, with these in the room."""
    with at_work(member(MARIAN)) as marian:
        case = waiting(marian)
        facilitated(case, marian)
        meeting = a_meeting(marian, GARETH, ADAEZE, SUNITA, DEAN)
        for name in (MARIAN, *names):
            comes(meeting, name, by=marian)
        agenda.take_up(item_of(meeting, case), by=marian, at=clock.now())
    return meeting, case


def screen(meeting: HubMeeting, name: str = MARIAN) -> str:
    answer = signed_in(name).get(f"/hub-meetings/{meeting.id}/screen")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_shared_screen_follows_who_comes_in_and_leaves() -> None:
    meeting, case = facilitated_meeting(GARETH)
    with_gareth = screen(meeting)
    assert case.reference in with_gareth
    assert "Alice Fenwick" in with_gareth
    with at_work(member(MARIAN)) as marian:
        comes(meeting, DEAN, by=marian)
    with_dean = screen(meeting)
    assert case.reference not in with_dean
    assert "Alice Fenwick" not in with_dean
    assert "No case is shown that everybody in the room may see" in with_dean
    with at_work(member(MARIAN)) as marian:
        goes(meeting, DEAN, by=marian)
    assert "Alice Fenwick" in screen(meeting)


def test_whoever_is_in_the_room_is_who_came_and_has_not_left() -> None:
    meeting, case = facilitated_meeting(GARETH, DEAN)
    with at_work(member(MARIAN)) as marian:
        rows: list[Protected] = [item_of(meeting, case)]
        assert keeper.shown_in_room(meeting.id, rows) == frozenset()
        goes(meeting, DEAN, by=marian)
        assert keeper.shown_in_room(meeting.id, rows) == {rows[0].id}
        attending.note_others(meeting, are_here=True, by=marian, at=clock.now())
        assert keeper.shown_in_room(meeting.id, rows) == frozenset()
        attending.note_others(meeting, are_here=False, by=marian, at=clock.now())
        assert keeper.shown_in_room(meeting.id, rows) == {rows[0].id}


def own(meeting: HubMeeting, case: Case, name: str) -> set[object]:
    """All that somebody may see of a case by their own door, as their own screen asks for it."""
    with at_work(member(name)):
        item = next((one for one in queries.agenda_of(meeting) if one.case_id == case.id), None)
        return {row.id for row in rows_of(material.material_of(item))} if item else set()


def rows_of(whole: material.Material) -> list[Protected]:
    answers = [answer for one in whole.requests for answer in one.items.all()]
    people = [one.person for one in whole.parties]
    return [
        whole.item, whole.item.case, *whole.parties, *people, *whole.flags, *whole.requests, *answers, *whole.checks,
        *whole.decisions,
    ]  # fmt: skip


@pytest.mark.parametrize("room", [(GARETH,), (ADAEZE,), (GARETH, ADAEZE, SUNITA), (SUNITA, DEAN)])
def test_what_the_database_shows_to_all_is_what_each_sees_by_their_own_door(room: tuple[str, ...]) -> None:
    meeting, case = facilitated_meeting(*room)
    seen = [own(meeting, case, name) for name in (MARIAN, *room)]
    with at_work(member(MARIAN)):
        rows = rows_of(material.material_of(item_of(meeting, case)))
        shown = keeper.shown_in_room(meeting.id, rows)
    assert shown == set.intersection(*seen)
    assert bool(shown) is (DEAN not in room)


def test_somebody_with_a_conflict_empties_the_shared_screen_of_the_case_while_they_are_in_the_room() -> None:
    meeting, case = facilitated_meeting(GARETH, SUNITA)
    before = keeper_version(meeting)
    recorded(case, SUNITA)
    assert keeper_version(meeting) > before
    assert case.reference not in screen(meeting)
    with at_work(member(MARIAN)) as marian:
        goes(meeting, SUNITA, by=marian)
    assert case.reference in screen(meeting)


def keeper_version(meeting: HubMeeting) -> int:
    with at_work(member(MARIAN)):
        return keeper.version_of(meeting.id)


def test_a_sealed_case_is_never_on_the_shared_screen_though_everybody_there_may_see_it() -> None:
    meeting, case = facilitated_meeting(GARETH)
    with at_work(member(MARIAN)) as marian:
        keeps = [member(GARETH), member(SUNITA), case.answering_staff]
        seal_case(case, keeps=keeps, because="A public figure", by=marian, at=clock.now())
    assert case.reference not in screen(meeting)
    assert case.reference in str(signed_in(GARETH).get(f"/hub-meetings/{meeting.id}").content.decode())


def test_only_who_runs_the_meeting_and_is_in_the_room_opens_the_shared_screen() -> None:
    meeting, _ = facilitated_meeting(GARETH)
    address = f"/hub-meetings/{meeting.id}/screen"
    assert signed_in(GARETH).get(address).status_code == 403
    assert signed_in(DEAN).get(address).status_code == 403
    with at_work(member(MARIAN)) as marian:
        goes(meeting, MARIAN, by=marian)
    assert "Say that you are here first" in signed_in(MARIAN).get(address).content.decode()


def test_whoever_asks_for_rows_without_running_the_meeting_is_told_nothing_of_others() -> None:
    meeting, case = facilitated_meeting(GARETH, DEAN)
    with at_work(member(GARETH)) as gareth:
        rows: list[Protected] = [item_of(meeting, case)]
        assert keeper.shown_in_room(meeting.id, rows) == frozenset()
        assert keeper.shown_to_each(meeting.id, [member(MARIAN).id], rows) == frozenset()
        assert keeper.shown_to_each(meeting.id, [gareth.id], rows) == {rows[0].id}


def test_each_own_screen_shows_what_that_person_may_see() -> None:
    meeting, case = facilitated_meeting(GARETH, ADAEZE)
    with at_work(member(MARIAN)):
        item = item_of(meeting, case)
    address = f"/hub-meetings/{meeting.id}/cases/{item.id}"
    for name, status in ((MARIAN, 200), (GARETH, 200), (ADAEZE, 200), (DEAN, 404)):
        assert signed_in(name).get(address).status_code == status, name
    assert "Keep the decision" in signed_in(MARIAN).get(address).content.decode()
    assert "Keep the decision" not in signed_in(GARETH).get(address).content.decode()


def test_somebody_says_that_they_are_here_and_only_who_runs_it_that_they_left() -> None:
    with at_work(member(MARIAN)) as marian:
        meeting = a_meeting(marian, GARETH)
        comes(meeting, MARIAN, by=marian)
        seat = queries.seat_of(meeting, member(GARETH))
    assert seat
    gareth, place = signed_in(GARETH), f"/hub-meetings/{meeting.id}/people/{seat.id}"
    assert gareth.post(f"{place}/apologies").status_code == 302
    assert gareth.post(f"{place}/here").status_code == 302
    assert gareth.post(f"{place}/left").status_code == 403
    assert signed_in("Tomasz Zielinski").post(f"{place}/here").status_code == 404
    assert signed_in(MARIAN).post(f"{place}/left").status_code == 302
    assert "Left at" in gareth.get(f"/hub-meetings/{meeting.id}").content.decode()


def test_somebody_who_left_their_agency_is_cut_off_at_their_next_request_and_nothing_is_shown_in_their_name() -> (
    None
):
    meeting, case = held(GARETH)
    with at_work(member(MARIAN)):
        item = item_of(meeting, case)
    gareth = signed_in(GARETH)
    address = f"/hub-meetings/{meeting.id}/version"
    assert gareth.get(address, headers={"Accept": "application/json"}).status_code == 200
    with installation.acts():
        Staff.objects.filter(account__name=GARETH).update(until=clock.today(), access_ends_at=clock.now())
    assert gareth.get(address, headers={"Accept": "application/json"}).status_code == 401
    with at_work(member(MARIAN)):
        assert keeper.shown_in_room(meeting.id, [item]) == frozenset()


def test_the_version_says_that_something_changed_and_nothing_else() -> None:
    meeting, case = held(GARETH, DEAN)
    with at_work(member(MARIAN)) as marian:
        item = item_of(meeting, case)
    dean = signed_in(DEAN)
    before = dean.get(f"/hub-meetings/{meeting.id}/version").json()
    with at_work(member(MARIAN)) as marian:
        agenda.take_up(item, by=marian, at=clock.now())
    after = dean.get(f"/hub-meetings/{meeting.id}/version").json()
    assert set(before) == set(after) == {"version"}
    assert after["version"] > before["version"]
    assert case.reference not in dean.get(f"/hub-meetings/{meeting.id}").content.decode()

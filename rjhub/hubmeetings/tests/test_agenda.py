"""Arranging a meeting, and its agenda: from the cases that wait, in the pathway's order, for whoever may see each."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from rjhub.cases.models import Case
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.cases.tests.shut import recorded
from rjhub.hubmeetings import queries
from rjhub.hubmeetings.models import AgendaItem, HubMeeting
from rjhub.hubmeetings.tests.factories import (
    ADAEZE,
    GARETH,
    MARCUS,
    MARIAN,
    a_meeting,
    item_of,
    waiting,
)
from rjhub.kernel import clock
from rjhub.partnership.pathway.stages import StageKind

pytestmark = pytest.mark.django_db


def when() -> dict[str, str]:
    day = clock.today() + timedelta(days=7)
    return {
        "begins_at-day": str(day.day), "begins_at-month": str(day.month), "begins_at-year": str(day.year),
        "begins_at-time": "10am",
    }  # fmt: skip


def test_a_coordinator_arranges_a_meeting_once_with_the_cases_that_wait_in_the_order_of_the_pathway() -> None:
    with at_work(member(MARIAN)) as marian:
        soon, late, asked = waiting(marian), waiting(marian), waiting(marian, StageKind.ALLOCATION)
        Case.objects.filter(id=late.id).update(stage_since=clock.now() - timedelta(days=90))
        other = waiting(marian, StageKind.INFORMATION)
    marian_s = signed_in(MARIAN)
    page = marian_s.get("/hub-meetings/new")
    assert page.status_code == 200
    key = {"submission_key": str(uuid4()), "hub": str(soon.hub_id), "place": "Room 4"}
    answers = [marian_s.post("/hub-meetings/new", key | when()) for _ in range(2)]
    assert answers[0].status_code == 302, answers[0].content.decode()
    assert answers[0].url == answers[1].url
    shown = marian_s.get(answers[0].url).content.decode()
    places = [shown.index(case.reference) for case in (late, soon)]
    assert places == sorted(places)
    assert asked.reference in shown
    assert other.reference not in shown


def test_who_coordinates_no_hub_arranges_nothing_and_who_is_not_invited_sees_no_meeting() -> None:
    with at_work(member(MARIAN)) as marian:
        meeting = a_meeting(marian, GARETH)
    assert signed_in(GARETH).get("/hub-meetings/new").status_code == 404
    assert signed_in(GARETH).get(f"/hub-meetings/{meeting.id}").status_code == 200
    for name in ("Tomasz Zielinski", MARCUS, "Judith Arkwright"):
        for path in ("", "/version", "/screen"):
            assert signed_in(name).get(f"/hub-meetings/{meeting.id}{path}").status_code == 404, (name, path)


def test_somebody_shut_out_of_a_case_learns_from_the_agenda_neither_that_it_is_there_nor_by_its_place() -> (
    None
):
    with at_work(member(MARIAN)) as marian:
        open_, shut = waiting(marian), waiting(marian)
        for case in (open_, shut):
            facilitated(case, marian)
    with at_work(member(MARIAN)) as marian:
        meeting = a_meeting(marian, GARETH, ADAEZE)
        for case in (open_, shut):
            if case.id not in {one.case_id for one in queries.agenda_of(meeting)}:
                pytest.fail("the case is not on the agenda")
    before = signed_in(GARETH).get(f"/hub-meetings/{meeting.id}").content.decode()
    assert shut.reference in before
    recorded(shut, GARETH)
    after = signed_in(GARETH).get(f"/hub-meetings/{meeting.id}").content.decode()
    assert open_.reference in after
    assert shut.reference not in after
    with at_work(member(MARIAN)):
        hidden = item_of(meeting, shut)
    missing = signed_in(GARETH).get(f"/hub-meetings/{meeting.id}/cases/{uuid4()}")
    there = signed_in(GARETH).get(f"/hub-meetings/{meeting.id}/cases/{hidden.id}")
    assert (missing.status_code, there.status_code) == (404, 404)


def test_a_case_is_moved_added_by_hand_and_left_out_with_a_word_why() -> None:
    with at_work(member(MARIAN)) as marian:
        first, second = waiting(marian), waiting(marian)
        added = waiting(marian, StageKind.INFORMATION)
        meeting = a_meeting(marian)
        before = [one.case_id for one in queries.agenda_of(meeting)]
        item = item_of(meeting, second)
    marian_s, place = signed_in(MARIAN), f"/hub-meetings/{meeting.id}"
    way = "earlier" if before.index(second.id) > before.index(first.id) else "later"
    assert marian_s.post(f"{place}/cases/{item.id}/{way}").status_code == 302
    with at_work(member(MARIAN)):
        after = [one.case_id for one in queries.agenda_of(meeting)]
    assert (after.index(first.id) < after.index(second.id)) != (
        before.index(first.id) < before.index(second.id)
    )
    words = {"reference": added.reference, "because": "The prison asks what it should do"}
    assert marian_s.post(f"{place}/agenda/new", words).status_code == 302
    assert "on the agenda already" in marian_s.post(f"{place}/agenda/new", words).content.decode()
    unknown = marian_s.post(f"{place}/agenda/new", words | {"reference": "SX-NONE"}).content.decode()
    assert "Enter the reference of a case that you can see" in unknown
    leaving = f"{place}/cases/{item.id}/left-out"
    assert "Enter why it is left out" in marian_s.post(leaving, {"because": ""}).content.decode()
    assert marian_s.post(leaving, {"because": "Police have not answered"}).status_code == 302
    page = marian_s.get(place).content.decode()
    assert f"{second.reference}: Police have not answered" in page
    held = marian_s.post(leaving, {"because": "Ring 07700 900123"})
    assert "left out already" in held.content.decode()


def test_the_database_lets_nobody_else_make_agendas_nor_put_other_hubs_cases_on_them() -> None:
    with at_work(member(MARIAN)) as marian:
        case = waiting(marian)
        facilitated(case, marian)
        meeting = a_meeting(marian, GARETH)
    with at_work(member("Tomasz Zielinski")) as tomasz:
        theirs = waiting(tomasz)
    with at_work(member(GARETH)) as gareth:
        with pytest.raises(DatabaseError, match="only who coordinates"), transaction.atomic():
            AgendaItem.objects.filter(meeting=meeting).update(place=99)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO hubmeetings_change (partnership_id, meeting_id) VALUES (%s, %s)",
                [gareth.partnership_id, meeting.id],
            )
        assert HubMeeting.objects.filter(id=meeting.id).update(place="Elsewhere") == 0
    with at_work(member("Tomasz Zielinski")), pytest.raises(DatabaseError), transaction.atomic():
        AgendaItem.objects.create(
            **theirs.row(), meeting=meeting, place=1, why="by_hand", added_at=clock.now()
        )

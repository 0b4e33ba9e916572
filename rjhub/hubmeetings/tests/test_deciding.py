"""Deciding at a meeting: each decision is the case's own action with its gates, and tasks follow at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from rjhub.cases.models import Allocation, Case, InformationRequest, Milestone, Task, Transfer
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.shut import another_coordinator
from rjhub.hubmeetings import queries
from rjhub.hubmeetings.models import AgendaItem, HubMeeting, ItemDecision
from rjhub.hubmeetings.tests.factories import (
    ADAEZE,
    DEAN,
    GARETH,
    MARIAN,
    a_meeting,
    comes,
    goes,
    held,
    item_of,
    waiting,
)
from rjhub.kernel import clock
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.stages import StageKind

pytestmark = pytest.mark.django_db


def form(item: AgendaItem, **answers: Any) -> dict[str, Any]:
    return {"version": item.version, "attached": 0} | answers


def in_two_weeks(name: str) -> dict[str, int]:
    day = clock.today() + timedelta(days=14)
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


@pytest.fixture
def there() -> tuple[HubMeeting, Case, AgendaItem, str]:
    meeting, case = held(GARETH)
    with at_work(member(MARIAN)):
        item = item_of(meeting, case)
    return meeting, case, item, f"/hub-meetings/{meeting.id}/cases/{item.id}"


def the_case(case: Case) -> Case:
    with at_work(member(MARIAN)):
        return Case.objects.get(id=case.id)


def test_accepting_notes_the_hubs_decision_and_takes_the_case_to_its_next_stage(there: Any) -> None:
    _, case, item, address = there
    given = form(item, kind="accept", accept_words="Everybody agrees")
    assert signed_in(MARIAN).post(address, given).status_code == 302
    assert the_case(case).stage == StageKind.ALLOCATION
    with at_work(member(MARIAN)):
        assert Milestone.objects.get(case=case, check_name=Check.HUB_DECIDED).note == "Everybody agrees"
    page = signed_in(MARIAN).get(address).content.decode()
    assert "The case goes on" in page
    assert "It is now at the stage" in page
    again = signed_in(MARIAN).post(address, given | {"version": item.version + 1}).content.decode()
    assert "It was decided before" in again


def test_more_information_is_asked_of_an_agency_which_gets_a_task_at_once(there: Any) -> None:
    _, case, item, address = there
    with at_work(member(MARIAN)):
        party = case.parties.get(side="responsible")
    given = form(
        item, kind="more", agency=str(member(DEAN).agency_id), party=str(party.id), asked="Any bail conditions?",
        category="police", **in_two_weeks("asked_by"),
    )  # fmt: skip
    answer = signed_in(MARIAN).post(address, given)
    assert answer.status_code == 302, answer.content.decode()
    with at_work(member(DEAN)) as dean:
        request = InformationRequest.objects.get(case_reference=case.reference)
        assert request.questions == "Any bail conditions?"
        assert Task.objects.filter(
            subject_id=request.id, holder_id=dean.agency.leads_id, status="open"
        ).exists()


def test_allocating_keeps_the_rules_of_allocation(there: Any) -> None:
    _, case, item, address = there
    alone = form(item, kind="allocate", lead=str(member(GARETH).id))
    refused = signed_in(MARIAN).post(address, alone)
    assert "Every case here has two facilitators" in refused.content.decode()
    both = alone | {"second": str(member(ADAEZE).id)}
    answer = signed_in(MARIAN).post(address, both)
    assert answer.status_code == 302, answer.content.decode()
    with at_work(member(MARIAN)):
        assert Allocation.objects.filter(case=case, ended_at=None).count() == 2


def test_what_is_not_suitable_ends_with_the_reason(there: Any) -> None:
    _, case, item, address = there
    given = form(
        item,
        kind="not_suitable",
        reason="unsuitable_motivation",
        not_suitable_words="Too soon after the trial",
    )
    answer = signed_in(MARIAN).post(address, given)
    assert answer.status_code == 302, answer.content.decode()
    closed = the_case(case)
    assert (closed.is_closed, closed.closing_note) == (True, "Too soon after the trial")
    assert "The case is closed" in signed_in(MARIAN).get(address).content.decode()


def test_elsewhere_is_asked_only_if_the_people_agree(there: Any) -> None:
    _, case, item, address = there
    given = form(
        item, kind="elsewhere", to_name="Kent", to_contact="The duty desk, by telephone", elsewhere_words="They moved",
        agreed_by_parties="no",
    )  # fmt: skip
    refused = signed_in(MARIAN).post(address, given).content.decode()
    assert "Ask the people first" in refused
    assert "They moved" in refused
    assert signed_in(MARIAN).post(address, given | {"agreed_by_parties": "yes"}).status_code == 302
    with at_work(member(MARIAN)):
        assert Transfer.objects.get(case=case).to_name == "Kent"


def test_something_to_do_is_a_task_of_whoever_does_it_but_of_nobody_with_a_conflict(there: Any) -> None:
    _, _, item, address = there
    given = form(
        item, kind="to_do", staff=str(member(DEAN).id), to_do="Find the statement", **in_two_weeks("done_by")
    )
    assert signed_in(MARIAN).post(address, given).status_code == 302
    assert "Find the statement" in signed_in(DEAN).get("/").content.decode()
    held_back = signed_in(MARIAN).post(
        address, given | {"version": item.version + 1, "to_do": "Ring 07700 900123"}
    )
    assert held_back.status_code == 422


def test_what_is_put_off_comes_again_at_the_next_meeting() -> None:
    meeting, _ = held()
    with at_work(member(MARIAN)) as marian:
        by_hand = waiting(marian, StageKind.INFORMATION)
    added = {"reference": by_hand.reference, "because": "Nobody answers"}
    signed_in(MARIAN).post(f"/hub-meetings/{meeting.id}/agenda/new", added)
    with at_work(member(MARIAN)) as marian:
        item = item_of(meeting, by_hand)
    address = f"/hub-meetings/{meeting.id}/cases/{item.id}"
    assert signed_in(MARIAN).post(address, form(item, kind="later")).status_code == 302
    signed_in(MARIAN).post(f"/hub-meetings/{meeting.id}/end", {"how": "ended"})
    assert "has ended" in signed_in(MARIAN).post(address, form(item, kind="later")).content.decode()
    with at_work(member(MARIAN)) as marian:
        following = a_meeting(marian, in_days=28)
        assert item_of(following, by_hand).why == "put_off"


def test_whoever_decides_second_sees_the_first_decision_and_keeps_their_words(there: Any) -> None:
    meeting, _, item, address = there
    another_coordinator()
    first = form(item, kind="accept", accept_words="We go on")
    assert signed_in(MARIAN).post(address, first).status_code == 302
    second = form(item, kind="later", later_words="Wait for the prison")
    answer = signed_in(GARETH).post(address, second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Marian Okafor decided meanwhile: The case goes on" in page
    assert "Wait for the prison" in page
    with at_work(member(MARIAN)):
        assert [one.kind for one in queries.decisions_of(meeting)] == ["accept"]
    once_seen = signed_in(GARETH).post(address, second | {"version": item.version + 1})
    assert once_seen.status_code == 302


def test_only_a_coordinator_of_the_hub_who_is_in_the_room_decides(there: Any) -> None:
    meeting, _, item, address = there
    given = form(item, kind="later")
    assert signed_in(GARETH).post(address, given).status_code == 404
    assert signed_in(DEAN).post(address, given).status_code == 404
    with at_work(member(MARIAN)) as marian:
        goes(meeting, MARIAN, by=marian)
    assert "Say that you are here first" in signed_in(MARIAN).post(address, given).content.decode()
    with at_work(member(MARIAN)) as marian:
        comes(meeting, MARIAN, by=marian)
    assert signed_in(MARIAN).post(address, given).status_code == 302


def test_the_database_lets_nobody_decide_in_anothers_name_nor_change_what_was_decided(there: Any) -> None:
    _, case, item, address = there
    assert signed_in(MARIAN).post(address, form(item, kind="later")).status_code == 302
    row = case.row() | {"item": item, "kind": "later", "decided_at": clock.now()}
    another_coordinator()
    with at_work(member(GARETH)):
        with pytest.raises(DatabaseError, match="in their name"), transaction.atomic():
            ItemDecision.objects.create(**row, decided_by=member(MARIAN))
        with pytest.raises(DatabaseError, match="stays as it was made"), transaction.atomic():
            ItemDecision.objects.update(words="Something else")

"""Booking, changing and cancelling meetings, through the page, the action and past both of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from rjhub.cases.actions.cancelling import cancel_planned_meeting
from rjhub.cases.actions.meetings import book_meeting, change_meeting
from rjhub.cases.actions.waiting import pause_case
from rjhub.cases.models import Attendance, Case, Consent, Event, Meeting, Task
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.meeting import a_booking, a_meeting, its_time_has_come
from rjhub.cases.tests.ready import a_ready_case, acknowledges, says_no, side_of
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict, Refused
from rjhub.partnership.pathway.vocabulary import InterventionType
from rjhub.people.actions.stopping import record_stop
from rjhub.people.models import Stop
from rjhub.people.vocabulary import Channel

pytestmark = pytest.mark.django_db


@contextmanager
def committed() -> Iterator[None]:
    """What is inside, as far as its end, at which the database looks at the whole."""
    with transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        return a_ready_case(marian)


def answers(case: Case, assessor: str = "Gareth Pugh", **more: object) -> dict[str, object]:
    day = clock.today() + timedelta(days=9)
    with at_work(member("Gareth Pugh")):
        people = [str(one.id) for one in case.parties.all()]
    return {
        "kind": "voc", "people": people, "venue": "elsewhere", "other_venue": "The library in Chichester",
        "starts_at-day": day.day, "starts_at-month": day.month, "starts_at-year": day.year,
        "starts_at-time": "2pm", "venue_details": "The reading room", "venue_risk": "Two doors.",
        "venue_assessed_by": str(member(assessor).id), "venue_assessed_on-day": "3",
        "venue_assessed_on-month": "3", "venue_assessed_on-year": "2026",
        "arrival_plan": "Alice first, by the front.", "submission_key": "7e5f2b1e-53a7-4f65-9d05-1f5d9b0d0c22",
    } | more  # fmt: skip


def withdraws(consent: Consent) -> None:
    """What the page of consents will do, without the cancelling."""
    by = member("Marian Okafor")
    Consent.objects.filter(id=consent.id).update(withdrawn_at=clock.now(), withdrawal_recorded_by=by)


def test_a_facilitator_books_a_conference_and_both_facilitators_come_with_it(case: Case) -> None:
    client = signed_in("Gareth Pugh")
    assert "Book a meeting" in client.get(f"/cases/{case.reference}/meetings").content.decode()
    assert "Where is it?" in client.get(f"/cases/{case.reference}/meetings/new").content.decode()
    answer = client.post(f"/cases/{case.reference}/meetings/new", answers(case))
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(answer["Location"]).content.decode()
    for words in ("The library in Chichester", "Alice Fenwick", "Kyle Marsden", "Gareth Pugh", "Adaeze Obi"):
        assert words in page


def test_pressing_the_button_twice_books_one_meeting(case: Case) -> None:
    client = signed_in("Gareth Pugh")
    first = client.post(f"/cases/{case.reference}/meetings/new", answers(case))
    second = client.post(f"/cases/{case.reference}/meetings/new", answers(case))
    assert first["Location"] == second["Location"]
    with at_work(member("Gareth Pugh")):
        assert Meeting.objects.filter(case=case).count() == 1


def test_while_a_gate_is_shut_the_page_says_which_and_asks_nothing(case: Case) -> None:
    with at_work(member("Marian Okafor")):
        withdraws(side_of(case, "harmed").consents.get())
    client = signed_in("Gareth Pugh")
    page = client.get(f"/cases/{case.reference}/meetings").content.decode()
    assert "has not given written consent to take part" in page
    assert "Book a meeting" not in page
    assert client.get(f"/cases/{case.reference}/meetings/new").status_code == 302
    refused = client.post(f"/cases/{case.reference}/meetings/new", answers(case)).content.decode()
    assert "has not given written consent to take part" in refused
    with at_work(member("Gareth Pugh")):
        assert not Meeting.objects.filter(case=case).exists()


@pytest.mark.parametrize("shut", ["consent", "facts", "no", "risk", "sign_off"])
def test_neither_the_action_nor_the_database_books_through_a_shut_gate(case: Case, shut: str) -> None:
    with at_work(member("Marian Okafor")) as marian:
        kyle = side_of(case, "responsible")
        match shut:
            case "consent":
                withdraws(kyle.consents.get())
            case "facts":
                acknowledges(kyle, marian, facts=False)
            case "no":
                says_no(kyle)
            case "risk":
                Case.objects.filter(id=case.id).update(stage_since=clock.now() + timedelta(seconds=5))
            case "sign_off":
                case.risk_assessments.update(signed_off_at=None, signed_off_by=None)
        with pytest.raises(Refused):
            a_meeting(case, marian)
        with pytest.raises(IntegrityError, match="gate: "), transaction.atomic():
            Meeting.objects.create(
                **case.row(), **vars(a_booking(marian)), booked_at=clock.now(), booked_by=marian
            )
        assert not Meeting.objects.filter(case=case).exists()


def test_the_database_lets_no_consent_go_while_a_meeting_is_to_come(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        a_meeting(case, marian)
        consent = side_of(case, "harmed").consents.get()
        with pytest.raises(IntegrityError, match="written_consent_harmed"), committed():
            withdraws(consent)
        with committed():
            withdraws(consent)
            cancel_planned_meeting(case, why="Alice took her consent back.", by=marian, at=clock.now())
        assert Meeting.objects.get(case=case).status == "cancelled"


def test_a_no_cancels_the_meeting_and_tells_both_facilitators_whoever_takes_it(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        meeting = a_meeting(case, marian)
        with committed():
            says_no(side_of(case, "responsible"))
        meeting.refresh_from_db()
        assert meeting.status == "cancelled"
        assert "do not want this" in meeting.cancelled_because
        assert Event.objects.filter(case=case, tag="cases:meeting:cancel", by=None).exists()
    for name in ("Gareth Pugh", "Adaeze Obi"):
        assert "Tell the others that the meeting on" in signed_in(name).get("/").content.decode()


def test_a_no_to_one_way_of_contact_cancels_nothing(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        meeting = a_meeting(case, marian)
        alice = side_of(case, "harmed").person
        with committed():
            record_stop(
                alice, said_on=clock.today(), said_to=None, by=marian, at=clock.now(), channel=Channel.PHONE
            )
        meeting.refresh_from_db()
        assert meeting.status == "planned"


def test_the_database_keeps_no_meeting_after_a_no_that_went_round_the_action(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        a_meeting(case, marian)
        kyle = side_of(case, "responsible")
        with pytest.raises(IntegrityError, match="nobody_said_no"), committed():
            Stop.objects.create(
                **kyle.person.row_of("safety"), said_on=clock.today(), recorded_at=clock.now()
            )


def test_a_consent_that_ends_after_the_meeting_leaves_the_meeting_to_be_written_down(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        meeting = a_meeting(case, marian)
        its_time_has_come(meeting)
        with committed():
            withdraws(side_of(case, "harmed").consents.get())
            assert cancel_planned_meeting(case, why="Alice withdrew.", by=marian, at=clock.now()) is None
        meeting.refresh_from_db()
        assert meeting.status == "planned"


def test_a_case_that_waits_keeps_no_meeting(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        meeting = a_meeting(case, marian)
        later = clock.today() + timedelta(days=60)
        pause_case(case, why="Alice is unwell.", ask_again_on=later, by=marian, at=clock.now())
        meeting.refresh_from_db()
        assert (meeting.status, meeting.cancelled_because) == ("cancelled", "The case is waiting.")


def test_a_new_time_needs_open_gates_but_other_rooms_do_not(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        meeting = a_meeting(case, marian)
        case.risk_assessments.update(signed_off_at=None, signed_off_by=None)
        rooms = a_booking(marian, starts_at=meeting.starts_at, venue_details="The blue room")
        change_meeting(meeting, rooms, version=1, by=marian, at=clock.now())
        later = a_booking(marian, starts_at=meeting.starts_at + timedelta(days=1))
        with pytest.raises(Refused, match="signed this case off"):
            change_meeting(meeting, later, version=2, by=marian, at=clock.now())
        with pytest.raises(IntegrityError, match="supervisor_signed_off"), transaction.atomic():
            Meeting.objects.filter(id=meeting.id).update(starts_at=later.starts_at)


def test_two_people_who_change_one_booking_see_each_other(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        meeting = a_meeting(case, gareth)
        change_meeting(
            meeting, a_booking(gareth, starts_at=meeting.starts_at, venue="The fire station"), version=1,
            by=gareth, at=clock.now(),
        )  # fmt: skip
        with pytest.raises(Conflict):
            change_meeting(meeting, a_booking(gareth), version=1, by=gareth, at=clock.now())
    answer = signed_in("Adaeze Obi").post(
        f"/cases/{case.reference}/meetings/{meeting.id}/booking", answers(case, version="1")
    )
    assert answer.status_code == 409
    assert "The fire station" in answer.content.decode()


def test_only_what_the_pathway_offers_is_booked_and_nothing_face_to_face_in_a_case_of_messages(
    case: Case,
) -> None:
    with at_work(member("Marian Okafor")) as marian:
        with pytest.raises(Refused, match="does not offer this meeting"):
            a_meeting(case, marian, kind=InterventionType.FAMILY_GROUP)
        with pytest.raises(Refused, match="does not offer this meeting"):
            a_meeting(case, marian, kind=InterventionType.SHUTTLE)
        Case.objects.filter(id=case.id).update(indirect_only=True)
        with pytest.raises(Refused, match="by messages only"):
            a_meeting(case, marian)


def test_a_conference_needs_both_sides_a_future_and_one_at_a_time(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        alice = side_of(case, "harmed")
        with pytest.raises(Refused, match="one person of each side"):
            book_meeting(case, a_booking(marian), people=[alice], by=marian, at=clock.now())
        with pytest.raises(Refused, match="in the future"):
            a_meeting(case, marian, starts_at=clock.now() - timedelta(days=1))
        a_meeting(case, marian)
        with pytest.raises(Refused, match="planned already"):
            a_meeting(case, marian)


def test_cancelling_needs_a_reason_and_tells_the_facilitators(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        meeting = a_meeting(case, gareth)
    client = signed_in("Adaeze Obi")
    address = f"/cases/{case.reference}/meetings/{meeting.id}/cancellation"
    assert "Enter why it is cancelled" in client.post(address, {"why": ""}).content.decode()
    assert client.post(address, {"why": "The library is flooded."}).status_code == 302
    page = client.get(f"/cases/{case.reference}/meetings/{meeting.id}").content.decode()
    assert "The library is flooded." in page
    with at_work(gareth):
        assert Task.objects.filter(case=case, kind="meeting_cancelled", status="open").count() == 2
        assert not Task.objects.filter(case=case, kind="write_down_meeting", status="open").exists()
    assert client.post(address, {"why": "Again."}).status_code != 302


def test_a_supporter_joins_the_list_and_leaves_it(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        meeting = a_meeting(case, gareth)
    client = signed_in("Gareth Pugh")
    address = f"/cases/{case.reference}/meetings/{meeting.id}"
    joan = {"who": "somebody_else", "role": "harmed_supporter", "name": "Joan Fenwick"}
    assert client.post(f"{address}/people/new", joan).status_code == 302
    assert "Not prepared" in client.get(address).content.decode()
    with at_work(gareth):
        row = Attendance.objects.get(name="Joan Fenwick")
        assert (row.side, row.category) == ("harmed", "casework")
    prepared = joan | {"prepared_on-day": "3", "prepared_on-month": "3", "prepared_on-year": "2026"}
    assert client.post(f"{address}/people/{row.id}", prepared).status_code == 302
    assert "3 March 2026" in client.get(address).content.decode()
    assert client.post(f"{address}/people/{row.id}/removal").status_code == 302
    assert "Joan Fenwick" not in client.get(address).content.decode()


def test_whoever_does_not_work_on_the_case_finds_no_meeting(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        meeting = a_meeting(case, gareth)
    ours, none = f"/cases/{case.reference}/meetings", "/cases/SX-00000-00000/meetings"
    pages = ("", "/new", f"/{meeting.id}", f"/{meeting.id}/booking", f"/{meeting.id}/cancellation",
             f"/{meeting.id}/record", f"/{meeting.id}/sheet", f"/{meeting.id}/people/new")  # fmt: skip
    ryan = signed_in("Ryan Tipping")
    for page in pages:
        assert ryan.get(ours + page).status_code == ryan.get(none + page).status_code == 404
    for name in ("Imogen Farrant", "Tomasz Zielinski", "Judith Arkwright"):
        assert signed_in(name).get(f"{ours}/{meeting.id}").status_code == 404

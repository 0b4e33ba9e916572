"""What else leaves a case is on record: what, to exactly one recipient, why, and through whom."""

from datetime import timedelta

import pytest

from rjhub.cases.models import Case, Meeting
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.meeting import a_meeting
from rjhub.cases.tests.ready import a_ready_case
from rjhub.kernel import clock
from rjhub.letters.actions.disclosing import Disclosed, disclose
from rjhub.letters.models import Dispatch
from rjhub.letters.vocabulary import What, Why

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        return a_ready_case(marian)


def a_planned_meeting(case: Case) -> Meeting:
    with at_work(member("Gareth Pugh")) as gareth:
        return a_meeting(case, gareth)


def test_a_calendar_file_of_a_meeting_holds_the_time_alone_and_is_on_record(case: Case) -> None:
    meeting = a_planned_meeting(case)
    gareth = signed_in("Gareth Pugh")
    page = gareth.get(f"/cases/{case.reference}/meetings/{meeting.id}").content.decode()
    assert "Put it in my calendar" in page
    answer = gareth.post(f"/cases/{case.reference}/meetings/{meeting.id}/calendar")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="appointment.ics"' in answer.headers["Content-Disposition"]
    said = answer.content.decode()
    assert f"DTSTART:{meeting.starts_at:%Y%m%dT%H%M%SZ}" in said
    with at_work(member("Gareth Pugh")) as staff:
        for secret in (
            case.reference,
            meeting.venue,
            "Alice",
            "Fenwick",
            "Marsden",
            str(meeting.id),
            staff.name,
        ):
            assert secret not in said
        (kept,) = Dispatch.objects.filter(file=case.file_id)
        assert (kept.what, kept.staff_id, kept.person_id, kept.to_whom) == ("calendar", staff.id, None, "")
    listed = gareth.get(f"/cases/{case.reference}/letters").content.decode()
    assert "Calendar file" in listed
    assert "To know when a meeting is" in listed


def test_nobody_else_gets_the_calendar_file_nor_learns_that_there_is_a_meeting(case: Case) -> None:
    meeting = a_planned_meeting(case)
    outsider = signed_in("Esther Lindqvist")
    answer = outsider.post(f"/cases/{case.reference}/meetings/{meeting.id}/calendar")
    assert answer.status_code == 404
    with at_work(member("Gareth Pugh")):
        assert not Dispatch.objects.filter(file=case.file_id).exists()


def test_a_meeting_that_is_not_planned_has_no_calendar_file(case: Case) -> None:
    meeting = a_planned_meeting(case)
    with at_work(member("Gareth Pugh")):
        Meeting.objects.filter(id=meeting.id).update(
            status="cancelled", cancelled_at=clock.now(), cancelled_because="Snow"
        )
    assert signed_in("Gareth Pugh").post(
        f"/cases/{case.reference}/meetings/{meeting.id}/calendar"
    ).status_code == 403  # fmt: skip


def test_a_disclosure_is_kept_with_the_time_of_the_database(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        kept = disclose(
            case, Disclosed(what=What.COURT_REPORT, why=Why.COPY, to_whom="The solicitor"), by=marian
        )
        again = Dispatch.objects.get(id=kept.id)
    assert abs(again.left_at - clock.now()) < timedelta(minutes=5)
    assert again.to_whom == "The solicitor"

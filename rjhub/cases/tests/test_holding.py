"""Writing down what took place, and what follows from it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from rjhub.cases import queries
from rjhub.cases.actions.holding import write_down_meeting
from rjhub.cases.actions.moving import enter_stage
from rjhub.cases.gates import CaseState
from rjhub.cases.gates.checks import CHECKS
from rjhub.cases.models import Attendance, Case, FollowUp, Meeting, Task
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.meeting import a_held_meeting, a_meeting, its_time_has_come, what_took_place
from rjhub.cases.tests.ready import a_ready_case, assessed
from rjhub.cases.vocabulary import MeetingStatus, RiskDecision
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict, Refused
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.stages import StageKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        return a_ready_case(marian)


def write_down(meeting: Meeting, by: Staff, **more: object) -> Meeting:
    return write_down_meeting(
        meeting, what_took_place(**more), came=queries.attendances_of(meeting), version=meeting.version, by=by,
        at=clock.now(),
    )  # fmt: skip


def test_a_facilitator_writes_down_an_hour_that_went_well(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        meeting = a_meeting(case, gareth)
        its_time_has_come(meeting)
        came = [str(one.id) for one in queries.attendances_of(meeting)]
    began = clock.in_london(clock.now()) - timedelta(days=1)
    client = signed_in("Gareth Pugh")
    address = f"/cases/{case.reference}/meetings/{meeting.id}"
    answer = client.post(
        f"{address}/record",
        {
            "status": "held", "came": came, "started_at-day": began.day, "started_at-month": began.month,
            "started_at-year": began.year, "started_at-time": "2pm", "ended-time": "3:10pm",
            "outcome": "Kyle said why, and Alice believed him.", "apology_given": "yes",
            "questions_answered": "yes", "went_wrong": "no", "debriefs": "Both were relieved.", "version": "1",
        },
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(address).content.decode()
    assert "Kyle said why, and Alice believed him." in page
    assert "3:10pm" in page
    with at_work(gareth):
        assert CHECKS[Check.OUTCOME_RECORDED](CaseState(case))
        assert not Task.objects.filter(case=case, kind="write_down_meeting", status="open").exists()


def test_a_meeting_plans_the_follow_ups_of_the_pathway_with_whoever_came(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        a_held_meeting(case, gareth)
        planned = FollowUp.objects.filter(case=case)
        assert set(planned.values_list("side", flat=True)) == {"harmed", "responsible"}
        soon = planned.get(key="harmed_soon")
        assert soon.due_on > clock.today()
        tasks = Task.objects.filter(case=case, kind="follow_up", status="open")
        assert tasks.count() == planned.count()
        assert {task.holder_id for task in tasks.filter(subject_id=soon.id)} == {gareth.principal_id}


def test_a_second_meeting_moves_follow_ups_that_are_still_open(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        a_held_meeting(case, gareth)
        before = FollowUp.objects.filter(case=case).count()
        a_held_meeting(case, gareth)
        assert FollowUp.objects.filter(case=case).count() == before
        assert Task.objects.filter(case=case, kind="follow_up", status="open").count() == before


def test_an_incident_goes_to_the_supervisor(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        meeting = a_held_meeting(case, gareth, status=MeetingStatus.STOPPED, incident="Kyle threw a chair.")
        assert meeting.status == MeetingStatus.STOPPED
    assert "Look at what went wrong at a meeting" in signed_in("Sunita Rao").get("/").content.decode()


def test_what_took_place_is_written_down_even_if_a_gate_was_shut_since(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        meeting = a_meeting(case, marian)
        its_time_has_come(meeting)
        assessed(case, marian, RiskDecision.STOP)
        stopped = write_down(meeting, marian, status=MeetingStatus.STOPPED, incident="Kyle shouted.")
        assert stopped.status == MeetingStatus.STOPPED


def test_a_meeting_that_lies_ahead_cannot_be_written_down_through_a_shut_gate(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        meeting = a_meeting(case, marian)
        assessed(case, marian, RiskDecision.STOP)
        with pytest.raises(Refused):
            write_down(meeting, marian)
        with pytest.raises(IntegrityError, match="risk_assessed_at_stage"), transaction.atomic():
            Meeting.objects.filter(id=meeting.id).update(
                status="held", started_at=clock.now(), ended_at=clock.now()
            )


def test_nothing_is_written_down_that_cannot_be(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        meeting = a_meeting(case, gareth)
        its_time_has_come(meeting)
        with pytest.raises(Refused, match="end after it started"):
            write_down(meeting, gareth, ended_at=clock.now() - timedelta(hours=2))
        with pytest.raises(Refused, match="once it is over"):
            write_down(meeting, gareth, ended_at=clock.now() + timedelta(hours=1))
        only_kyle = [one for one in queries.attendances_of(meeting) if one.side != "harmed"]
        with pytest.raises(Refused, match="they did not meet"):
            write_down_meeting(
                meeting, what_took_place(), came=only_kyle, version=1, by=gareth, at=clock.now()
            )
        sides_alone = [one for one in queries.attendances_of(meeting) if one.side != "neutral"]
        with pytest.raises(Refused, match="No facilitator was there"):
            write_down_meeting(
                meeting, what_took_place(), came=sides_alone, version=1, by=gareth, at=clock.now()
            )


def test_two_facilitators_who_write_down_one_meeting_do_not_write_over_each_other(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        meeting = a_held_meeting(case, gareth)
        with pytest.raises(Conflict):
            write_down_meeting(
                meeting, what_took_place(), came=queries.attendances_of(meeting), version=1, by=gareth,
                at=clock.now(),
            )  # fmt: skip
        follow_ups = FollowUp.objects.filter(case=case).count()
        put_right = write_down(meeting, gareth, outcome="Alice also got her ring back.")
        assert put_right.outcome == "Alice also got her ring back."
        assert FollowUp.objects.filter(case=case).count() == follow_ups


def test_the_sheet_to_print_names_no_way_to_reach_anybody(case: Case, behind_the_walls: Any) -> None:
    plan = "Alice rings 07700 900123 from the car park at BN1 1AA."
    with at_work(member("Gareth Pugh")) as gareth:
        meeting = a_meeting(case, gareth)
        with pytest.raises(IntegrityError, match="contact_details"), transaction.atomic():
            Attendance.objects.filter(meeting=meeting, role="harmed").update(notes=plan)
        with behind_the_walls() as cursor:  # written before the door for words was there
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE cases_attendance DISABLE TRIGGER USER")
            cursor.execute(
                "UPDATE cases_attendance SET notes = %s WHERE meeting_id = %s AND role = 'harmed'",
                [plan, meeting.id],
            )
            cursor.execute("ALTER TABLE cases_attendance ENABLE TRIGGER USER")
    page = signed_in("Adaeze Obi").get(f"/cases/{case.reference}/meetings/{meeting.id}/sheet")
    text = page.content.decode()
    assert "Alice rings [left out] from the car park at [left out]." in text
    assert "07700" not in text


def test_work_in_the_place_of_the_person_harmed_says_that_it_does_not_count(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        meeting = a_meeting(case, gareth)
        Meeting.objects.filter(id=meeting.id).update(kind="proxy")
    page = signed_in("Gareth Pugh").get(f"/cases/{case.reference}/meetings/{meeting.id}").content.decode()
    assert "does not count as restorative justice with the person harmed" in page


def test_a_meeting_asks_for_what_was_agreed_and_its_clocks_run_from_the_day_itself(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        a_held_meeting(case, marian)
        case.refresh_from_db()
        for stage in (StageKind.AGREEMENT, StageKind.FOLLOW_UP):
            enter_stage(queries.lock_case(case), stage, by=marian, at=clock.now())
            assert not Task.objects.filter(case=case, kind="stage", status="open").exists()
        assert Task.objects.get(case=case, kind="record_agreement").status == "open"

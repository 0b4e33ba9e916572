"""Late answers: a reminder before, then every lead contact, then the hub; by working days, and seen on the case."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from rjhub.cases.actions.chasing import chase_everybody
from rjhub.cases.models import Case, InformationRequest, Task
from rjhub.cases.tests.asked import PROBATION, answer, ask_all, request_to
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.kernel import clock, working_days
from rjhub.partnership import installation
from rjhub.partnership.models import RoleHeld
from rjhub.partnership.vocabulary import Role

pytestmark = pytest.mark.django_db
MARCUS, ADAEZE = "marcus.bell@probation-sussex.example", "adaeze.obi@probation-sussex.example"


@pytest.fixture
def case(time_machine: Any) -> Case:
    time_machine.move_to(datetime.fromisoformat("2026-03-02T10:00:00+00:00"), tick=False)
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
    ask_all(case)
    return case


def two_leads() -> None:
    first = RoleHeld.objects.get(staff=member(PROBATION), role=Role.LEAD_CONTACT)
    with installation.acts():
        held = RoleHeld.objects.create(staff=member("Adaeze Obi"), role=Role.LEAD_CONTACT)
    with installation.acts():
        RoleHeld.objects.filter(id=held.id).update(started_at=first.started_at + timedelta(days=1))


def chase_on(day: date, capture: Any, to: str = MARCUS) -> list[str]:
    """Who of probation is written to on a day."""
    mail.outbox.clear()
    with capture(execute=True):
        chase_everybody(today=day, at=clock.now())
    assert all(len(message.to) == 1 for message in mail.outbox)
    return sorted(message.to[0] for message in mail.outbox if "@probation-sussex" in message.to[0])


def after(request: InformationRequest, days: int) -> date:
    return working_days.add_working_days(request.due_on, days)


def tasks_of_the_hub(case: Case) -> list[str]:
    with at_work(member("Marian Okafor")):
        found = Task.objects.filter(case=case, kind="late_answer", status="open").values_list(
            "words", flat=True
        )
        return [words for words in found if "Probation" in words]


def test_one_lead_contact_is_reminded_before_then_all_then_the_hub(
    case: Case, django_capture_on_commit_callbacks: Any
) -> None:
    two_leads()
    capture, request = django_capture_on_commit_callbacks, request_to(case, "probation")
    assert chase_on(after(request, -2), capture) == []
    assert chase_on(after(request, -1), capture) == [MARCUS]
    assert chase_on(after(request, -1), capture) == [], "nobody is written to twice about the same step"
    assert chase_on(after(request, 0), capture) == []
    assert chase_on(after(request, 1), capture) == [ADAEZE, MARCUS]
    assert tasks_of_the_hub(case) == []
    assert chase_on(after(request, 3), capture) == []
    assert len(tasks_of_the_hub(case)) == 1
    assert "their answer was due on" in tasks_of_the_hub(case)[0]


def test_nothing_of_the_case_stands_in_a_mail(case: Case, django_capture_on_commit_callbacks: Any) -> None:
    assert chase_on(after(request_to(case, "probation"), 1), django_capture_on_commit_callbacks)
    said = "".join(message.subject + message.body for message in mail.outbox)
    assert all(word not in said for word in (case.reference, "Kyle", "Alice", "Marsden"))


def test_weekends_and_bank_holidays_do_not_count(case: Case, django_capture_on_commit_callbacks: Any) -> None:
    request = request_to(case, "probation")
    with at_work(member("Marian Okafor")):
        InformationRequest.objects.filter(id=request.id).update(due_on=date(2026, 4, 2))
    # Good Friday is on 3 April 2026, Easter Monday on the 6th.
    capture = django_capture_on_commit_callbacks
    assert chase_on(date(2026, 4, 2), capture) == [MARCUS]
    for off in (3, 4, 5, 6):
        assert chase_on(date(2026, 4, off), capture) == []
    assert chase_on(date(2026, 4, 7), capture) == [MARCUS]


def test_the_case_shows_who_was_told_when(
    case: Case, django_capture_on_commit_callbacks: Any, time_machine: Any
) -> None:
    request = request_to(case, "probation")
    late = after(request, 3)
    time_machine.move_to(datetime(late.year, late.month, late.day, 9, tzinfo=clock.now().tzinfo), tick=False)
    chase_on(late, django_capture_on_commit_callbacks)
    page = signed_in("Marian Okafor").get(f"/cases/{case.reference}/information").content.decode()
    assert "Late by 3 working days" in page
    assert "Late: every lead contact told" in page
    assert "Late: the hub told" in page
    timeline = signed_in("Gareth Pugh").get(f"/cases/{case.reference}/timeline").content.decode()
    assert "the hub was told: Probation" in timeline


def test_an_answer_ends_the_chase(case: Case, django_capture_on_commit_callbacks: Any) -> None:
    request = request_to(case, "probation")
    chase_on(after(request, 3), django_capture_on_commit_callbacks)
    answer(PROBATION, request, "nothing_held")
    assert tasks_of_the_hub(case) == []
    assert chase_on(after(request, 9), django_capture_on_commit_callbacks) == []


def test_an_agency_where_nobody_answers_is_the_hubs_to_ring_at_once(
    case: Case, django_capture_on_commit_callbacks: Any
) -> None:
    with installation.acts():
        RoleHeld.objects.filter(staff=member(PROBATION), role=Role.LEAD_CONTACT).update(
            ended_at=clock.now() - timedelta(days=1)
        )
    chase_on(after(request_to(case, "probation"), -1), django_capture_on_commit_callbacks)
    assert "nobody there answers" in tasks_of_the_hub(case)[0]

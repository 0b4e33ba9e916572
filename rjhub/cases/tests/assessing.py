"""What tests of assessing look at: gates, tasks, planned meetings, and what the database says at the end."""

from datetime import timedelta

from django.db import connection

from rjhub.cases.gates import CaseState
from rjhub.cases.gates.checks import CHECKS
from rjhub.cases.models import Case, Meeting, Task
from rjhub.cases.tests.factories import at_work, member
from rjhub.cases.tests.ready import a_ready_case
from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.checks import Check


def a_planned_case(by: Staff) -> Case:
    """A case in which everything is ready and a meeting is planned."""
    case = a_ready_case(by)
    a_meeting(case, by)
    return case


def a_meeting(case: Case, by: Staff) -> Meeting:
    at = clock.now()
    return Meeting.objects.create(
        **case.row(), kind="voc", starts_at=at + timedelta(days=10), venue="Bognor Regis hub",
        venue_risk="Two doors, one corridor.", venue_assessed_by=by, venue_assessed_on=clock.today(),
        arrival_plan="Half an hour apart.", booked_at=at, booked_by=by,
    )  # fmt: skip


def holds(case: Case, check: Check) -> bool:
    with at_work(member("Marian Okafor")):
        return CHECKS[check](CaseState(Case.objects.get(id=case.id)))


def commit_now() -> None:
    """What the database looks at when a transaction ends, it looks at now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def tasks_of(name: str) -> list[str]:
    with at_work(member(name)) as staff:
        return list(Task.objects.filter(holder=staff.principal_id).values_list("words", flat=True))

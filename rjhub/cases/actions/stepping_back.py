"""Conflicts of interest: whoever knows somebody in a case sees nothing of it, and hands back what they had."""

from contextlib import AbstractContextManager
from datetime import datetime

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions import allocating
from rjhub.cases.actions.tasks import ToDo, give_task
from rjhub.cases.happenings import happened
from rjhub.cases.models import Allocation, Case, Handover, Party, Task
from rjhub.cases.vocabulary import TaskStatus
from rjhub.partnership.models import Staff
from rjhub.sharing import doors, readers
from rjhub.sharing.actions import granting, shutting
from rjhub.sharing.models import ConflictOfInterest
from rjhub.sharing.vocabulary import Acquaintance

BECAUSE = "A conflict of interest."


@transaction.atomic
def declare_conflict(case: Case, *, kind: Acquaintance, by: Staff, at: datetime) -> ConflictOfInterest:
    """Say that one knows somebody in a case that one sees. From now on one sees nothing of it."""
    return _shut(queries.lock_case(case), by, kind=kind, by=by, at=at)


@transaction.atomic
def record_conflict(
    case: Case, about: Staff, *, kind: Acquaintance, by: Staff, at: datetime
) -> ConflictOfInterest:
    """Record that somebody else knows somebody in a case. Raises Refused if this person may not."""
    case = queries.lock_case(case)
    policies.may_record_conflict(by, case).or_refuse()
    return _shut(case, about, kind=kind, by=by, at=at)


@transaction.atomic
def decline_for_conflict(allocation: Allocation, *, kind: Acquaintance, by: Staff, at: datetime) -> None:
    """Do not take a case on, because one knows somebody in it. Raises Refused if it is not theirs to answer."""
    allocation = allocating.decline_allocation(allocation, because=BECAUSE, by=by, at=at)
    with _program(allocation.partnership_id):
        case = queries.lock_case(allocation.case)
    _shut(case, by, kind=kind, by=by, at=at)


@transaction.atomic
def end_conflict(
    case: Case, conflict: ConflictOfInterest, *, because: str, by: Staff, at: datetime
) -> ConflictOfInterest:
    """End a conflict of interest of somebody else. What they had handed back is given to them anew, or not at all.

    Raises Refused if this person may not.
    """
    case = queries.lock_case(case)
    policies.may_record_conflict(by, case).or_refuse()
    ended = shutting.unbar(conflict, because=because, by=by, at=at)
    happened("cases:conflict:end", case=case, by=by, at=at, row=ended, detail=ended.staff.name)
    return ended


def _shut(case: Case, about: Staff, *, kind: Acquaintance, by: Staff, at: datetime) -> ConflictOfInterest:
    with _program(case.partnership_id):
        conflict = shutting.bar(case.file, about, kind=kind, by=by, at=at)
        for one in Staff.objects.filter(partnership_id=case.partnership_id, account=about.account_id):
            _hand_back(case, one, by=by, at=at)
        happened("cases:conflict:record", case=case, by=by, at=at, row=conflict, detail=about.name)
    return conflict


def _hand_back(case: Case, staff: Staff, *, by: Staff, at: datetime) -> None:
    """Give everything that somebody had to do on a case back to the hub, and end what they were granted of it."""
    for one in queries.allocations_in_force(case).filter(facilitator=staff).select_related("case__file"):
        allocating.let_facilitator_go(one, because=BECAUSE, by=by, at=at)
        _ask_the_hub(case, "allocate", "Ask another facilitator: one has a conflict of interest", at=at)
    for party in Party.objects.filter(case=case, named_contact=staff):
        Party.objects.filter(partnership_id=party.partnership_id, id=party.id).update(named_contact=None)
        _ask_the_hub(case, "name_contact", "Name another contact: theirs has a conflict of interest", at=at)
    if case.supervisor_id == staff.id:
        Case.objects.filter(partnership_id=case.partnership_id, id=case.id).update(supervisor=None)
        _ask_the_hub(
            case, "name_supervisor", "Name another supervisor: theirs has a conflict of interest", at=at
        )
    if case.answering_staff_id == staff.id and not case.is_closed:
        words = "Hand this case over now: whoever answers for it may not see it"
        _ask_the_hub(case, "hand_over", words, at=at)
    asked = Handover.objects.filter(case=case, to_staff=staff, accepted_at=None, declined_at=None)
    asked.update(declined_at=at, declined_because=BECAUSE)
    for task in Task.objects.filter(case=case, holder=staff.principal_id, status=TaskStatus.OPEN):
        _to_the_hub(case, task, by=by, at=at)
    people = Party.objects.filter(case=case).select_related("person__file")
    granting.end_all_grants_of(
        staff.principal, files=[case.file, *(one.person.file for one in people)], by=by, at=at
    )


def _to_the_hub(case: Case, task: Task, *, by: Staff, at: datetime) -> None:
    Task.objects.filter(partnership_id=task.partnership_id, id=task.id).update(
        status=TaskStatus.DROPPED, ended_at=at, ended_by=by
    )
    if not task.kind.startswith("answer_"):
        to_do = ToDo(
            kind=task.kind,
            words=task.words,
            address=task.address,
            due_on=task.due_on,
            subject_id=task.subject_id,
        )
        give_task(case, to_do, to=case.hub.coordinators_id, at=at)


def _ask_the_hub(case: Case, kind: str, words: str, *, at: datetime) -> None:
    if not case.is_closed:
        to_do = ToDo(kind=kind, words=words, address=f"/cases/{case.reference}/responsibility")
        give_task(case, to_do, to=case.hub.coordinators_id, at=at)


def _program(partnership_id: int) -> AbstractContextManager[object]:
    """Act as the program for the hub: whoever steps back sees nothing from the first statement on."""
    reader = readers.coordinators_of(partnership_id)
    return doors.opened(reader, door="cases:conflict", purpose="the program, for the hub")

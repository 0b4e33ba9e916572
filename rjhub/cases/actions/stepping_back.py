"""Conflicts of interest: whoever knows somebody in a case sees nothing of it, and hands back what they had."""

from contextlib import AbstractContextManager
from datetime import datetime

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions import allocating
from rjhub.cases.actions.handing_back import BackBecause, hand_back
from rjhub.cases.happenings import happened
from rjhub.cases.models import Allocation, Case, Party
from rjhub.partnership.models import Staff
from rjhub.sharing import doors, readers
from rjhub.sharing.actions import shutting
from rjhub.sharing.models import ConflictOfInterest
from rjhub.sharing.vocabulary import Acquaintance

WHY = BackBecause("A conflict of interest.", "has a conflict of interest")


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
    allocation = allocating.decline_allocation(allocation, because=WHY.noted, by=by, at=at)
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
        people = Party.objects.filter(case=case).select_related("person__file")
        files = [case.file, *(one.person.file for one in people)]
        for one in Staff.objects.filter(partnership_id=case.partnership_id, account=about.account_id):
            hand_back(case, one, files=files, why=WHY, by=by, at=at)
        happened("cases:conflict:record", case=case, by=by, at=at, row=conflict, detail=about.name)
    return conflict


def _program(partnership_id: int) -> AbstractContextManager[object]:
    """Act as the program for the hub: whoever steps back sees nothing from the first statement on."""
    reader = readers.coordinators_of(partnership_id)
    return doors.opened(reader, door="cases:conflict", purpose="the program, for the hub")

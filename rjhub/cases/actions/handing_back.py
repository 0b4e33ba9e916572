"""Handing work back: somebody sees a case no more, so what they had to do on it goes to its hub."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rjhub.cases import queries
from rjhub.cases.actions import allocating
from rjhub.cases.actions.tasks import ToDo, give_task
from rjhub.cases.models import Case, Handover, Party, Task
from rjhub.cases.vocabulary import TaskStatus
from rjhub.partnership.models import Staff
from rjhub.sharing.actions import granting
from rjhub.sharing.models import File


@dataclass(frozen=True)
class BackBecause:
    """Why: as it is noted, and as it ends a sentence about somebody."""

    noted: str
    said: str


def hand_back(
    case: Case, staff: Staff, *, files: Iterable[File], why: BackBecause, by: Staff, at: datetime
) -> None:
    """Give everything that somebody had to do on a case back to the hub, and end what they were granted of these files.

    For other actions, which have asked whether they may, and act as the program for the hub.
    """
    for one in queries.allocations_in_force(case).filter(facilitator=staff).select_related("case__file"):
        allocating.let_facilitator_go(one, because=why.noted, by=by, at=at)
        _ask_the_hub(case, "allocate", f"Ask another facilitator: one {why.said}", at=at)
    for party in Party.objects.filter(case=case, named_contact=staff):
        Party.objects.filter(partnership_id=party.partnership_id, id=party.id).update(named_contact=None)
        _ask_the_hub(case, "name_contact", f"Name another contact: theirs {why.said}", at=at)
    if case.supervisor_id == staff.id:
        Case.objects.filter(partnership_id=case.partnership_id, id=case.id).update(supervisor=None)
        _ask_the_hub(case, "name_supervisor", f"Name another supervisor: theirs {why.said}", at=at)
    if case.answering_staff_id == staff.id:
        _ask_the_hub(case, "hand_over", f"Hand this case over now: whoever answers for it {why.said}", at=at)
    asked = Handover.objects.filter(case=case, to_staff=staff, accepted_at=None, declined_at=None)
    asked.update(declined_at=at, declined_because=why.noted)
    for task in Task.objects.filter(case=case, holder=staff.principal_id, status=TaskStatus.OPEN):
        _to_the_hub(case, task, by=by, at=at)
    granting.end_all_grants_of(staff.principal, files=files, by=by, at=at)


def _to_the_hub(case: Case, task: Task, *, by: Staff, at: datetime) -> None:
    Task.objects.filter(partnership_id=task.partnership_id, id=task.id).update(
        status=TaskStatus.DROPPED, ended_at=at, ended_by=by
    )
    # To say whether one takes something on is for nobody else.
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

"""Tasks: given by other actions, finished by the work itself or by whoever holds them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Task
from rjhub.cases.vocabulary import TaskStatus
from rjhub.kernel.decisions import allow_if
from rjhub.partnership import acting
from rjhub.partnership.models import Staff
from rjhub.sharing.vocabulary import Category, Side

# What the program cannot see being done: whoever has done it ticks it off.
TICKED_OFF = frozenset(
    {
        "read_answer",
        "late_answer",
        "meeting_cancelled",
        "meeting_incident",
        "consent_withdrawn",
        "not_suitable",
        "risk_stops",
        "emergency",
        "hub_action",
        "save_words",
        "letter_not_sent",
        "referred_again",
        "may_be_about_it",
    }
)


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """What is to be done. `kind` and `subject_id` say what it is for; `words` name nobody; `address` is a path."""

    kind: str
    words: str
    address: str
    due_on: date | None = None
    subject_id: UUID | None = None


@transaction.atomic
def give_task(case: Case, to_do: ToDo, *, to: int, at: datetime) -> Task:
    """Give a task to a principal (a member of staff, an agency's lead contacts, a hub), unless they have it already."""
    task, _ = Task.objects.get_or_create(
        partnership_id=case.partnership_id,
        case=case,
        kind=to_do.kind,
        subject_id=to_do.subject_id,
        holder_id=to,
        status=TaskStatus.OPEN,
        defaults={
            "file_id": case.file_id,
            "side": Side.NEUTRAL,
            "category": Category.CASEWORK,
            "words": to_do.words,
            "address": to_do.address,
            "case_reference": case.reference,
            "due_on": to_do.due_on,
            "made_at": at,
        },
    )
    return task


@transaction.atomic
def end_tasks(
    case: Case,
    *kinds: str,
    by: Staff | None,
    at: datetime,
    subject_id: UUID | None = None,
    status: TaskStatus = TaskStatus.DONE,
) -> int:
    """End the open tasks of these kinds (of one subject, if given), whoever holds them. Answers how many."""
    tasks = Task.objects.filter(
        partnership_id=case.partnership_id, case=case, kind__in=kinds, status=TaskStatus.OPEN
    )
    if subject_id is not None:
        tasks = tasks.filter(subject_id=subject_id)
    return tasks.update(status=status, ended_at=at, ended_by=by)


@transaction.atomic
def finish_task(task: Task, *, by: Staff, at: datetime) -> None:
    """Tick off a task that the program cannot see being done. Raises Refused if it is somebody else's or has ended."""
    task = (
        Task.objects.select_for_update(of=("self",))
        .select_related("case")
        .get(partnership_id=task.partnership_id, id=task.id)
    )
    allow_if(task.holder_id in acting.principals_of(by), "This task is somebody else's.").or_refuse()
    allow_if(task.status == TaskStatus.OPEN, "This task has ended already.").or_refuse()
    Task.objects.filter(partnership_id=task.partnership_id, id=task.id).update(
        status=TaskStatus.DONE, ended_at=at, ended_by=by
    )
    happened("cases:task:finish", case=task.case, by=by, at=at, detail=task.words)

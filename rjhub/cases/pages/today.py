"""What somebody has to do today."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from rjhub.cases.actions.tasks import TICKED_OFF
from rjhub.cases.models import Task
from rjhub.design.links import Link
from rjhub.design.pieces import Tag, Tone
from rjhub.design.pieces import Task as Line
from rjhub.design.words import day

SOON = 2


@dataclass(frozen=True)
class Today:
    """The home page of a member of staff: their tasks, the late ones first, and where else to go."""

    late: tuple[Line, ...]
    soon: tuple[Line, ...]
    later: tuple[Line, ...]
    besides: tuple[Line, ...]
    renewals: tuple[Line, ...]
    links: tuple[Link, ...]
    title: str


def today_for(
    name: str,
    tasks: list[Task],
    today: date,
    links: tuple[Link, ...],
    *,
    besides: tuple[Line, ...],
    renewals: tuple[Line, ...],
) -> Today:
    """The page, with tasks by how urgent they are."""
    late = [task for task in tasks if task.due_on and task.due_on < today]
    soon = [task for task in tasks if task.due_on and 0 <= (task.due_on - today).days <= SOON]
    later = [task for task in tasks if task not in late and task not in soon]
    return Today(
        late=tuple(_line(task, Tag("Late", Tone.LATE)) for task in late),
        soon=tuple(_line(task, Tag("Due", Tone.SOON)) for task in soon),
        later=tuple(_line(task, Tag("To do", Tone.TO_DO)) for task in later),
        besides=besides,
        renewals=renewals,
        links=links,
        title=f"Today, {name.split(maxsplit=1)[0]}",
    )


def _line(task: Task, tag: Tag) -> Line:
    due = f"Due on {day(task.due_on)}" if task.due_on else "No date"
    return Line(
        title=task.words,
        status=tag,
        href=reverse("cases:task", args=[task.id]),
        hint=f"{task.case_reference}. {due}",
        finishing=reverse("cases:task_finishing", args=[task.id]) if task.kind in TICKED_OFF else "",
    )

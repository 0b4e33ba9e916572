"""What somebody has to do today."""

from collections import Counter
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
        late=_lines(late, Tag("Late", Tone.LATE)),
        soon=_lines(soon, Tag("Due", Tone.SOON)),
        later=_lines(later, Tag("To do", Tone.TO_DO)),
        besides=besides,
        renewals=renewals,
        links=links,
        title=f"Today, {name.split(maxsplit=1)[0]}",
    )


def _lines(tasks: list[Task], tag: Tag) -> tuple[Line, ...]:
    """One line for each; those that say the same (two risks of a case to look at on one day) are numbered."""
    alike = Counter((task.words, _hint(task)) for task in tasks)
    seen = Counter[tuple[str, str]]()
    found = []
    for task in tasks:
        same = (task.words, _hint(task))
        seen[same] += 1
        hint = f"{same[1]}. {seen[same]} of {alike[same]}" if alike[same] > 1 else same[1]
        found.append(_line(task, tag, hint))
    return tuple(found)


def _hint(task: Task) -> str:
    due = f"Due on {day(task.due_on)}" if task.due_on else "No date"
    return f"{task.case_reference}. {due}"


def _line(task: Task, tag: Tag, hint: str) -> Line:
    return Line(
        title=task.words,
        status=tag,
        href=reverse("cases:task", args=[task.id]),
        hint=hint,
        finishing=reverse("cases:task_finishing", args=[task.id]) if task.kind in TICKED_OFF else "",
    )

"""What lapses, and what waits for a supervisor, on the page of what somebody has to do today."""

from datetime import date

from django.urls import reverse

from rjhub.design.pieces import Tag, Task, Tone
from rjhub.design.words import day, plural
from rjhub.facilitators import queries
from rjhub.facilitators.lapsing import Held
from rjhub.facilitators.vocabulary import State
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role

ONE_BY_ONE = 3


def lines(staff: Staff, today: date) -> tuple[Task, ...]:
    """What lapses soon, or has lapsed: somebody's own, and that of people whom they look after."""
    mine, theirs = queries.lapsing_of(staff, today)
    waiting = queries.to_approve(staff) if staff.holds(Role.SUPERVISOR) else 0
    own = reverse("facilitators:own")
    said = [_line(f"Your {_plain(held)} {_when(held, today)}", held, today, own) for held in mine]
    if waiting:
        words = (
            f"Approve hours of learning: {plural(waiting, 'entry', 'entries')} of people whom you supervise"
        )
        to_approve = reverse("facilitators:register") + "?waiting=on"
        said.append(Task(words, Tag("To do", Tone.TO_DO), to_approve))
    if len(theirs) <= ONE_BY_ONE:
        return (*said, *(_of(them, held, today) for them, held in theirs))
    late = any(held.state(today) == State.LAPSED for _, held in theirs)
    words = f"Renew what lapses: {plural(len(theirs), 'thing')} of people at {staff.agency.short_name}"
    tag = Tag("Lapsed", Tone.LATE) if late else Tag("Lapses soon", Tone.SOON)
    return (*said, Task(words, tag, reverse("facilitators:register") + "?state=soon"))


def _of(staff: Staff, held: Held, today: date) -> Task:
    href = reverse("facilitators:entry", args=[staff.id])
    return _line(f"{staff.name}: {_plain(held)} {_when(held, today)}", held, today, href)


def _line(words: str, held: Held, today: date, href: str) -> Task:
    late = held.state(today) == State.LAPSED
    return Task(words, Tag("Lapsed", Tone.LATE) if late else Tag("Lapses soon", Tone.SOON), href)


def _plain(held: Held) -> str:
    return held.what if held.kind == "dbs" else held.what[0].lower() + held.what[1:]


def _when(held: Held, today: date) -> str:
    return f"{'lapsed' if held.state(today) == State.LAPSED else 'lapses'} on {day(held.until)}"

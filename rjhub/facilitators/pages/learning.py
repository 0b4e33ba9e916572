"""Hours of learning and supervision in an entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown, Tag, Tone
from rjhub.design.words import day
from rjhub.facilitators import learning
from rjhub.facilitators.models import Learning, Supervision, SupervisionNote
from rjhub.partnership.models import Staff

SESSIONS = (Column("Day"), Column("With"), Column("Took"))


@dataclass(frozen=True)
class Hours:
    """One entry of hours; `address` is where it is approved or taken back, as `act` says."""

    what: str
    facts: str
    tag: Tag
    act: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class LearningShown:
    """How somebody stands this year, every entry of this year and the last, and their supervision."""

    progress: tuple[Row, ...]
    hours: tuple[Hours, ...]
    sessions: tuple[tuple[Shown, ...], ...]
    session_columns: tuple[Column, ...]
    noting: Link | None
    recording: Link | None


def shown(
    staff: Staff, sessions: Sequence[Supervision], today: date, *, own: bool, supervises: bool
) -> LearningShown:
    """As one reader sees it."""
    notes = any(_note(one) for one in sessions)
    return LearningShown(
        progress=_progress(learning.progress(staff, today)),
        hours=tuple(
            _hours(one, own=own, supervises=supervises)
            for one in staff.learnings.all()
            if learning.counts(one)
        ),
        sessions=tuple(_session(one, notes=notes) for one in sessions),
        session_columns=(*SESSIONS, Column("Your notes")) if notes else SESSIONS,
        noting=Link("Note hours of learning", reverse("facilitators:new_learning")) if own else None,
        recording=Link(
            "Record a supervision session", reverse("facilitators:new_supervision", args=[staff.id])
        )
        if supervises
        else None,
    )


def hours(minutes: int) -> str:
    """Minutes in words: 7 hours 30 minutes."""
    whole, rest = divmod(minutes, 60)
    said = [f"{whole} hour{'' if whole == 1 else 's'}"] if whole or not rest else []
    return " ".join([*said, f"{rest} minutes"] if rest else said)


def _progress(found: learning.Progress | None) -> tuple[Row, ...]:
    if found is None:
        return (Row("This year", "Without a level, no hours are needed"),)
    tag = Tag("Enough", Tone.DONE) if found.is_enough else Tag("Not enough yet", Tone.TO_DO)
    return (
        Row("Year that began on", day(found.since)),
        Row("Hours", [f"{hours(found.done)} of {hours(found.needed)}", tag]),
        Row("Approved", f"{hours(found.approved)}; at least {hours(found.needed // 2)} needed"),
    )


def _hours(one: Learning, *, own: bool, supervises: bool) -> Hours:
    facts = f"{day(one.learnt_on)}, {hours(one.minutes)}"
    if one.approved_at:
        who = one.approved_by.name if one.approved_by else ""
        return Hours(one.what, facts, Tag(f"Approved by {who}", Tone.DONE))
    waits = Tag("Waits for the supervisor", Tone.WAITING)
    if supervises:
        address = reverse("facilitators:approval", args=[one.staff_id, one.id])
        return Hours(one.what, facts, Tag("Waits for you", Tone.TO_DO), "Approve", address)
    if own:
        return Hours(one.what, facts, waits, "Take back", reverse("facilitators:taking_back", args=[one.id]))
    return Hours(one.what, facts, waits)


def _session(one: Supervision, *, notes: bool) -> tuple[Shown, ...]:
    line: tuple[Shown, ...] = (day(one.held_on), one.supervisor.name, hours(one.minutes))
    note = _note(one)
    return (*line, note.words if note else None) if notes else line


def _note(one: Supervision) -> SupervisionNote | None:
    return getattr(one, "note", None)

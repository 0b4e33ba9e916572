"""The register as a list."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Paging, Row, Shown, Tag, Tone
from rjhub.facilitators import forms, lapsing, learning
from rjhub.facilitators.keeper import Caseload
from rjhub.facilitators.pages import lines
from rjhub.facilitators.pages.learning import hours
from rjhub.facilitators.queries import Overview, practice_of
from rjhub.facilitators.vocabulary import LANGUAGE_NAMES, ClearanceKind, Communication, State
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role

NEEDED = 60
"""Percent of those who count that have to be registered (Restorative Justice Council, renewal of providers)."""
COLUMNS = (Column("Name"), Column("Level"), Column("Checks"), Column("Cases"), Column("Languages and skills"))
SUMMED = (ClearanceKind.DBS, ClearanceKind.VETTING)


@dataclass(frozen=True)
class Register:
    """A page of the list, with its filters, and how the whole stands."""

    overview: tuple[Row, ...]
    filters: forms.Register
    chosen: tuple[Link, ...]
    clear_href: str
    rows: tuple[tuple[Shown, ...], ...]
    paging: Paging
    columns: tuple[Column, ...] = COLUMNS
    title: str = "Facilitators"


def overview(found: Overview, address: str, *, gives_out: bool, plans: bool) -> tuple[Row, ...]:
    """How many there are, what lapses, how many of those who count are registered, and how the work is spread."""
    work = Row(
        "Workload", "Who has how much, and how much is to come", Link("Show it", reverse("workload:board"))
    )
    plan = Row(
        "Cases that wait", "A plan proposes who takes which", Link("Plan", reverse("allocation:overview"))
    )
    soon, lapsed = (len(found.by_state[state]) for state in (State.SOON, State.LAPSED))
    return (
        Row("Facilitators that you see", found.count),
        Row("Something lapses within 90 days", soon, _filtered(address, State.SOON, soon)),
        Row("Something has lapsed", lapsed, _filtered(address, State.LAPSED, lapsed)),
        Row("Registered", _rate(found)),
        *((work,) if gives_out else ()),
        *((plan,) if plans else ()),
    )


def line(staff: Staff, load: Caseload, today: date) -> tuple[Shown, ...]:
    """One facilitator."""
    held = lapsing.held_by(staff, today)
    unpaid = ["Volunteer"] if staff.holds(Role.VOLUNTEER) else []
    name = Link(staff.name, reverse("facilitators:entry", args=[staff.id]))
    levels = [lines.short(one, today) for one in held if one.kind == "level"] or ["None recorded"]
    learnt = learning.progress(staff, today)
    year = [f"{hours(learnt.done)} of {hours(learnt.needed)} learnt this year"] if learnt else []
    return (
        [name, staff.agency.short_name, *unpaid],
        [*levels, *year],
        _checks(held, today),
        cases(staff, load),
        skills(staff) or None,
    )


def cases(staff: Staff, load: Caseload) -> Shown:
    """How many somebody has, of how many, and how many they wish for."""
    practice, reach = practice_of(staff), getattr(staff, "reach", None)
    most = practice.most_cases if practice else None
    said: list[Shown] = [f"{load.has} of {most}" if most is not None else str(load.has)]
    if most is not None and load.has > most:
        said.append(Tag("More than their agency lets them have", Tone.LATE))
    if reach and reach.wished_cases is not None:
        said.append(f"Would like {reach.wished_cases}")
    return said


def skills(staff: Staff) -> list[Shown]:
    """What somebody speaks, and how else they communicate."""
    reach = getattr(staff, "reach", None)
    if reach is None:
        return []
    spoken = ", ".join(LANGUAGE_NAMES.get(code, code) for code in reach.languages)
    return [*filter(None, [spoken]), *(Communication(one).label for one in reach.communication)]


def _checks(held: list[lapsing.Held], today: date) -> Shown:
    said = [lines.short(one, today) for one in held if one.kind in (*SUMMED, ClearanceKind.PRISON)]
    due = [
        lines.short(one, today)
        for one in held
        if one.kind == "training" and one.state(today) != State.CURRENT
    ]
    none = [] if any(one.kind == ClearanceKind.DBS for one in held) else ["No DBS check recorded"]
    return [*none, *said, *due]


def _filtered(address: str, state: State, count: int) -> Link | None:
    return Link("Show them", f"{address}?state={state.value}") if count else None


def _rate(found: Overview) -> Shown:
    if not found.eligible:
        return "Nobody counts yet. Volunteers count after a year, paid staff when they have taken a case."
    share = 100 * found.registered / found.eligible
    enough = Tag("Enough", Tone.DONE) if share >= NEEDED else Tag(f"Below {NEEDED} percent", Tone.LATE)
    return [f"{found.registered} of {found.eligible} who count: {share:.0f} percent", enough]

"""One entry of the register."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Obstacle, Row, Shown
from rjhub.design.words import capital, day
from rjhub.facilitators import lapsing
from rjhub.facilitators.keeper import Caseload, Experience
from rjhub.facilitators.models import Clearance
from rjhub.facilitators.pages import lines
from rjhub.facilitators.pages.availability import FreeTime
from rjhub.facilitators.pages.learning import LearningShown
from rjhub.facilitators.pages.register import cases, skills
from rjhub.facilitators.queries import practice_of
from rjhub.facilitators.vocabulary import ClearanceKind
from rjhub.partnership.models import PractitionerLevel, Staff, Training
from rjhub.partnership.pathway.case_words import OffenceGroup
from rjhub.partnership.vocabulary import Role, TrainingKind

HELD = (Column("What"), Column("Since"), Column("Last day"), Column("Now"), Column("What you can do"))
CASES = (Column("Case"), Column("Your part"), Column("Stage"))
DONE = (Column("Kind of offence"), Column("Cases", numeric=True), Column("Meetings", numeric=True))
OFFENCES = {one.value: one.label for one in OffenceGroup}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Whom somebody answers to, what they hold, what they can, and what they have done."""

    obstacles: tuple[Obstacle, ...]
    answers: tuple[Row, ...]
    held: tuple[tuple[Shown, ...], ...]
    can: tuple[Row, ...]
    experience: tuple[tuple[Shown, ...], ...]
    acts: tuple[Link, ...]
    breadcrumbs: tuple[Link, ...]
    they: str
    title: str
    held_columns: tuple[Column, ...]
    learning: LearningShown
    free_time: FreeTime
    cases: tuple[tuple[Shown, ...], ...] = ()
    case_columns: tuple[Column, ...] = CASES
    done_columns: tuple[Column, ...] = DONE


@dataclass(frozen=True)
class Asking:
    """A page with one form."""

    form: Any
    about: str
    submit: str
    back: Link
    title: str


def answers_to(staff: Staff, hubs: dict[str, str]) -> tuple[Row, ...]:
    """To whom they answer, for which hubs they work, and where else they are."""
    practice = practice_of(staff)
    named = [hubs[str(one)] for one in practice.hubs if str(one) in hubs] if practice else []
    seconded: list[Shown] = [
        f"{one.to_agency.short_name}, from {day(one.since)}" + (f" to {day(one.until)}" if one.until else "")
        for one in staff.secondments.all()
    ]
    supervisor = practice.supervisor.name if practice and practice.supervisor else None
    rows = [
        Row("Works for", staff.agency.name),
        Row("As", "Volunteer" if staff.holds(Role.VOLUNTEER) else "Member of staff"),
        Row("Line manager", staff.line_manager.name if staff.line_manager else None),
        Row("Practice supervisor", supervisor),
        Row("Hubs", named or "Every hub"),
        Row("Seconded to", seconded or "Nowhere"),
    ]
    if practice and practice.on_trial_until:
        rows.append(Row("Probation period of their post until", day(practice.on_trial_until)))
    return tuple(rows)


def can(staff: Staff, load: Caseload, conflicts: int | None) -> tuple[Row, ...]:
    """What they can and want; `conflicts` are those that the reader knows of, and None for their own entry."""
    reach = getattr(staff, "reach", None)
    rows = [
        Row("Cases at once", cases(staff, load)),
        Row("Languages and skills", skills(staff) or "English only"),
        Row(
            "Home",
            f"{reach.home_district} (first part of the postcode)" if reach and reach.home_district else None,
        ),
        Row("Travels", f"{reach.miles} miles one way" if reach and reach.miles is not None else None),
        Row("Can reach", list(reach.venues) if reach and reach.venues else None),
    ]
    if conflicts:
        rows.append(Row("Conflicts of interest in cases that you see", conflicts))
    return tuple(rows)


def held(staff: Staff, today: date, *, may_clear: bool) -> tuple[tuple[Shown, ...], ...]:
    """Everything with a last day: levels, checks, prisons, courses."""
    every = [
        *(_level(one, today) for one in staff.levels.all()),
        *(_clearance(one, today, may_clear=may_clear) for one in staff.clearances.all()),
        *(_training(one, today) for one in staff.trainings.all()),
    ]
    return tuple(every if may_clear else [line[:-1] for line in every])


def experience(found: list[Experience]) -> tuple[tuple[Shown, ...], ...]:
    """Cases by kind of offence."""
    return tuple((OFFENCES.get(one.offence_group, "Not recorded"), one.cases, one.meetings) for one in found)


def acts(
    staff: Staff, they: str, *, may_keep: bool, may_clear: bool, may_say: bool, administers: bool
) -> tuple[Link, ...]:
    """What the reader can change."""
    offered = (
        (may_say, f"Change what {they} can do and want", "facilitators:reach"),
        (may_say, f"Say when {they} are usually free", "facilitators:week"),
        (may_say, f"Say when {they} are away", "facilitators:new_leave"),
        (may_say, "Read a calendar file", "facilitators:diary"),
        (may_keep, f"Change how {they} work", "facilitators:practice"),
        (may_clear, "Record a check or clearance", "facilitators:new_clearance"),
        (may_keep, "Record a secondment", "facilitators:new_secondment"),
        (administers, "Record a practitioner level", "partnership:level"),
        (administers, "Record training", "partnership:new_training"),
        (administers, "Say who their line manager is", "partnership:line_manager"),
    )
    return tuple(Link(text, reverse(name, args=[staff.id])) for may, text, name in offered if may)


def asking(staff: Staff, form: Any, title: str, *, about: str = "", submit: str = "Save") -> Asking:
    """A page with one form about somebody."""
    return Asking(form, about, submit, back_to(staff), title)


def own_asking(form: Any, title: str, *, submit: str) -> Asking:
    """A page with one form about oneself."""
    return Asking(form, "", submit, Link("My practice", reverse("facilitators:own")), title)


def back_to(staff: Staff) -> Link:
    """The way back to somebody's entry."""
    return Link(staff.name, reverse("facilitators:entry", args=[staff.id]))


def _level(one: PractitionerLevel, today: date) -> tuple[Shown, ...]:
    as_held = lapsing.Held(f"{one.get_level_display()} level", one.until, "level")
    return _line(as_held, one.since, one.evidence, today, None)


def _training(one: Training, today: date) -> tuple[Shown, ...]:
    kind = "" if one.kind == TrainingKind.OTHER else one.get_kind_display()
    as_held = lapsing.Held(one.course, one.lapses_on, "training")
    besides = "" if one.course.startswith(kind) else kind
    return _line(as_held, one.completed_on, besides, today, None)


def _clearance(one: Clearance, today: date, *, may_clear: bool) -> tuple[Shown, ...]:
    name = one.get_kind_display()
    if one.kind == ClearanceKind.PRISON:
        name = f"Clearance for {lapsing.prison_name(one.prison)}"
    if one.ended_as:
        said = f"{capital(one.get_ended_as_display().removeprefix('It was '))} on {day(one.ended_on)}"
        return ([name, *filter(None, [one.evidence])], day(one.since), day(one.until), said, None)
    ending = Link(
        "It does not count any more", reverse("facilitators:ending_clearance", args=[one.staff_id, one.id])
    )
    as_held = lapsing.Held(name, one.until, one.kind)
    return _line(as_held, one.since, one.evidence, today, ending if may_clear else None)


def _line(one: lapsing.Held, since: date, besides: str, today: date, act: Link | None) -> tuple[Shown, ...]:
    return ([one.what, *filter(None, [besides])], day(since), lines.until(one), lines.tag(one, today), act)

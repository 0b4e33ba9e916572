"""Pages about the duties of the Victims' Code: of a case, of a person, of an agency, and all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from rjhub.cases.forms.duties import Done, Reported
from rjhub.cases.models import Case, CodeDuty, Party
from rjhub.cases.pages.ending import Asking
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.cases.queries.duties import Kept
from rjhub.cases.vocabulary import CodeDutyKind, NotSure
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown, Tag, Tone
from rjhub.design.words import day
from rjhub.kernel import working_days
from rjhub.people.models import Person

TITLE = "Victims’ Code"
CLOCKS = (
    "The police tell the person harmed about restorative justice within 5 working days of the report, or 1 working day "
    "where they have enhanced rights. If whoever is responsible is under 18, the youth justice service does. "
    "The police refer them to support services within 2 working days."
)
NOT_CERTAIN = (
    "We could not find in the Code from which day the 2 working days run. They are counted from the report, as the "
    "other clock is. Who has enhanced rights is for the police to say. Where nobody has said, 5 working days are "
    "counted. Where it is not known how old somebody responsible is, the duty stands with the police."
)
OF_MANY = (
    Column("Case"),
    Column("What"),
    Column("Whose duty"),
    Column("Due"),
    Column("State"),
    Column("What to do"),
)
KEPT = (
    Column("What"), Column("In time"), Column("Too late"), Column("Overdue now"), Column("Still to do"),
    Column("Cannot be said"), Column("Report not dated"), Column("Share in time"),
)  # fmt: skip


@dataclass(frozen=True)
class Owed:
    """What is owed to one person."""

    name: str
    cards: tuple[tuple[str, tuple[Row, ...]], ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Duties:
    """The page of a case."""

    frame: CaseFrame
    people: tuple[Owed, ...]
    clocks: str = CLOCKS
    unsure: str = NOT_CERTAIN
    title: str = TITLE


@dataclass(frozen=True)
class DutyPage:
    """One duty, for the agency whose it is or whoever works on the case."""

    rows: tuple[Row, ...]
    form: Done | None
    back: Link
    clocks: str = CLOCKS
    unsure: str = NOT_CERTAIN
    title: str = "A duty under the Victims’ Code"


@dataclass(frozen=True)
class DutiesToSomebody:
    """Every duty to one person."""

    cards: tuple[tuple[str, tuple[Row, ...]], ...]
    back: Link
    title: str
    unsure: str = NOT_CERTAIN


@dataclass(frozen=True)
class AllDuties:
    """What is owed in the cases of a hub, and how well it is kept in the partnership."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    kept_columns: tuple[Column, ...]
    kept: tuple[tuple[Shown, ...], ...]
    clocks: str = CLOCKS
    unsure: str = NOT_CERTAIN
    title: str = "Duties under the Victims’ Code"


def duties(
    case: Case, rows: Sequence[CodeDuty], parties: Sequence[Party], today: date, *, may_date: bool
) -> Duties:
    """The page of a case."""
    people = []
    for party in parties:
        theirs = [row for row in rows if row.party_id == party.id]
        if theirs:
            dated = Link(f"Say when it was reported: {party.name}",
                         reverse("cases:duties_report", args=[case.reference, party.id]))  # fmt: skip
            links = [dated] if may_date else []
            links += [
                _done_link(row) for row in theirs if may_date and (row.done_on is None or row.at_latest)
            ]
            people.append(Owed(party.name, tuple(_card(row, today) for row in theirs), tuple(links)))
    return Duties(frame=frame_for(case, "duties"), people=tuple(people))


def reporting(case: Case, party: Party, form: Reported) -> Asking:
    """The page on which the report is dated."""
    return Asking(
        frame=frame_for(case, "duties"),
        form=form,
        about="Every time limit of the Victims’ Code for this person is counted from that day.",
        submit="Save",
        back=Link(TITLE, reverse("cases:duties", args=[case.reference])),
        title=f"When was the crime against {party.name} reported?",
    )


def duty_page(duty: CodeDuty, form: Done | None, today: date) -> DutyPage:
    """The page of one duty."""
    _, rows = _card(duty, today)
    found = (
        Row("What", CodeDutyKind(duty.kind).label),
        Row("Case", duty.case_reference),
        Row("Crime reference", duty.crime_reference or "Not known"),
    )
    return DutyPage(rows=(*found, *rows), form=form, back=Link("Today", reverse("home")))


def duties_to(person: Person, rows: Sequence[CodeDuty], today: date) -> DutiesToSomebody:
    """The page of one person."""
    return DutiesToSomebody(
        cards=tuple(
            (f"{row.case_reference}: {title}", lines) for row in rows for title, lines in (_card(row, today),)
        ),
        back=Link(person.name, reverse("people:person", args=[person.id])),
        title=f"{TITLE}: {person.name}",
    )


def all_duties(rows: Sequence[CodeDuty], kept: Sequence[Kept], today: date) -> AllDuties:
    """The list of a hub's coordinators."""
    return AllDuties(
        columns=OF_MANY,
        rows=tuple(_line(row, today) for row in rows),
        kept_columns=KEPT,
        kept=tuple(_kept(one) for one in kept),
    )


def state_of(duty: CodeDuty, today: date) -> Tag:
    """How a duty stands."""
    if duty.done_on is not None:
        return _state_when_done(duty)
    if duty.due_on is None:
        return Tag("The report is not dated", Tone.TO_DO)
    if duty.due_on < today:
        late = working_days.working_days_between(duty.due_on, today)
        return Tag(f"Overdue by {late} working day{'' if late == 1 else 's'}", Tone.STOPPED)
    return Tag("To do", Tone.SOON)


def _state_when_done(duty: CodeDuty) -> Tag:
    if duty.due_on is None:
        return Tag("Done; the report is not dated", Tone.DONE)
    if duty.done_on and duty.done_on <= duty.due_on:
        return Tag("Done in time", Tone.DONE)
    if duty.at_latest:
        return Tag("Done; whether in time cannot be said", Tone.PAUSED)
    return Tag("Done too late", Tone.STOPPED)


def _card(duty: CodeDuty, today: date) -> tuple[str, tuple[Row, ...]]:
    rows = [
        Row("State", state_of(duty, today)),
        Row("Whose duty", _whose(duty)),
        Row("Reported", day(duty.reported_on) if duty.reported_on else "Nobody has said when"),
        Row("Enhanced rights", {True: "Yes", False: "No", None: "Nobody has said"}[duty.enhanced]),
    ]
    if duty.due_on:
        rows.append(Row("Due by the end of", day(duty.due_on)))
    if duty.done_on:
        rows.append(Row("Done", _done(duty)))
    if duty.not_sure:
        rows.append(Row("Not sure", NotSure(duty.not_sure).label))
    return CodeDutyKind(duty.kind).label, tuple(rows)


def _done(duty: CodeDuty) -> str:
    when = day(duty.done_on)
    by = f", by {duty.done_by.short_name}" if duty.done_by else ""
    return f"By {when} at the latest, as the referral says" if duty.at_latest else f"{when}{by}"


def _whose(duty: CodeDuty) -> str:
    return duty.agency.name if duty.agency else "Not known: the hub asks"


def _done_link(row: CodeDuty) -> Link:
    what = {CodeDutyKind.TELL: "Say when they were told", CodeDutyKind.REFER: "Say when they were referred"}
    return Link(what[CodeDutyKind(row.kind)], reverse("cases:duty", args=[row.id]))


def _line(row: CodeDuty, today: date) -> tuple[Shown, ...]:
    case = Link(row.case_reference, reverse("cases:duties", args=[row.case_reference]))
    what = CodeDutyKind(row.kind)
    done = _done_link(row)
    return (
        case,
        what.label,
        _whose(row),
        day(row.due_on) if row.due_on else None,
        state_of(row, today),
        Link(f"{done.text}: {row.case_reference}", done.href),
    )


def _kept(one: Kept) -> tuple[Shown, ...]:
    share = (
        f"{one.in_time} of {one.counted} ({round(100 * one.in_time / one.counted)}%)"
        if one.counted
        else "None counted"
    )
    counts = (one.in_time, one.too_late, one.overdue, one.to_do, one.not_to_be_said, one.no_date)
    return (one.kind.label, *(str(number) for number in counts), share)

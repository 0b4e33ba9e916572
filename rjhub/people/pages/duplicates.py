"""Other records that may be of the same person, for a coordinator to compare and decide."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown, Tag, Tone
from rjhub.design.words import day, moment
from rjhub.people import forms
from rjhub.people.models import Link as Decided
from rjhub.people.models import Person
from rjhub.people.pages.asking import record_of
from rjhub.people.queries import Candidate, Contents


@dataclass(frozen=True)
class Decision:
    """A decision that stands, and where to undo it."""

    title: str
    rows: tuple[Row, ...]
    undo_href: str


@dataclass(frozen=True)
class Duplicates:
    """Candidates with why they are alike, and what was decided already."""

    rows: tuple[tuple[Shown, ...], ...]
    decisions: tuple[Decision, ...]
    back: Link
    columns: tuple[Column, ...] = (
        Column("Name"),
        Column("Date of birth"),
        Column("Side"),
        Column("Both records have the"),
        Column("What to do"),
    )
    title: str = "Other records of the same person"


@dataclass(frozen=True)
class Comparison:
    """Two records beside each other, and the question."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    form: forms.Decision
    back: Link
    title: str = "Compare two records"


def page_for(
    person: Person, candidates: list[Candidate], decided: list[Decided], people: dict[UUID, Person]
) -> Duplicates:
    """What may be the same person as this record."""
    return Duplicates(
        rows=tuple(_candidate(person, one) for one in candidates),
        decisions=tuple(_decision(person, link, people) for link in decided),
        back=record_of(person),
    )


def _candidate(person: Person, one: Candidate) -> tuple[Shown, ...]:
    compare = reverse("people:comparison", args=[person.id, one.person.id])
    strength = Tag("Surely the same", Tone.SPECIAL) if one.is_certain else Tag("May be the same", Tone.SOON)
    other = one.person
    return (
        record_of(other),
        day(other.born_on) if other.born_on else None,
        other.get_side_display().capitalize(),
        [strength, *(str(kind.label) for kind in one.shared)],
        Link("Compare the two", compare),
    )


def _decision(person: Person, link: Decided, people: dict[UUID, Person]) -> Decision:
    other = people.get(link.second_id if link.first_id == person.id else link.first_id)
    rows = (
        Row("Other record", record_of(other) if other else "Of another hub"),
        Row("Why", link.why),
        Row("Decided", f"{moment(link.decided_at)}, by {link.decided_by.name}"),
    )
    return Decision(link.get_decision_display(), rows, reverse("people:undoing", args=[person.id, link.id]))


def comparison(ours: Contents, theirs: Contents, form: forms.Decision) -> Comparison:
    """Two records side by side, without how either can be reached."""
    rows = tuple((question, *(answer(side) for side in (ours, theirs))) for question, answer in _QUESTIONS)
    back = Link("Other records", reverse("people:duplicates", args=[ours.person.id]))
    columns = (Column("Question"), Column("This record"), Column("The other record"))
    return Comparison(columns=columns, rows=rows, form=form, back=back)


_QUESTIONS = (
    ("Name", lambda one: record_of(one.person)),
    ("Side", lambda one: one.person.get_side_display().capitalize()),
    ("First names", lambda one: f"{one.person.given_name} {one.person.middle_names}".strip() or None),
    ("Family name", lambda one: one.person.family_name),
    ("Known as", lambda one: one.person.known_as or None),
    ("Date of birth", lambda one: day(one.person.born_on) if one.person.born_on else None),
    ("Other names", lambda one: [str(name) for name in one.other_names] or None),
    ("Identifiers", lambda one: [str(number) for number in one.identifiers] or None),
    ("Language", lambda one: one.person.language or "English"),
    ("Added", lambda one: moment(one.person.added_at)),
)

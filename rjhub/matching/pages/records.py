"""Other records that may be of the same person, and what was decided about each."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown, Tag, Tone
from rjhub.design.words import capital, day, moment
from rjhub.matching.models import Proposal
from rjhub.matching.pages import wording
from rjhub.matching.vocabulary import Differing
from rjhub.matching.weighing import Weighing
from rjhub.people.models import Link as Decided
from rjhub.people.models import Person
from rjhub.people.pages.asking import record_of
from rjhub.people.vocabulary import KeyKind


@dataclass(frozen=True)
class Found:
    """Another record that may be of the same person."""

    person: Person
    shared: tuple[KeyKind, ...]
    odds: float

    @property
    def is_certain(self) -> bool:
        """Whether they share what only one person has."""
        return any(kind.is_certain for kind in self.shared)


@dataclass(frozen=True)
class Decision:
    """A decision, and where to undo it if it stands."""

    title: str
    rows: tuple[Row, ...]
    undo_href: str = ""


@dataclass(frozen=True)
class Records:
    """Candidates with why they are alike, and what was decided already."""

    rows: tuple[tuple[Shown, ...], ...]
    decisions: tuple[Decision, ...]
    history: Link
    to_compare: Link
    back: Link
    columns: tuple[Column, ...] = (
        Column("Name"),
        Column("Date of birth"),
        Column("Side"),
        Column("How likely"),
        Column("What both records have"),
        Column("What to do"),
    )
    title: str = "Other records that may be theirs"


@dataclass(frozen=True)
class History:
    """Every decision about a record, those that were undone too."""

    decisions: tuple[Decision, ...]
    back: Link
    title: str = "Joined and parted"


def page_for(
    person: Person, found: list[Found], decided: list[Decided], people: dict[UUID, Person], weighing: Weighing
) -> Records:
    """What may be the same person as this record."""
    return Records(
        rows=tuple(_candidate(person, one, weighing) for one in found),
        decisions=tuple(decision(person, link, people) for link in decided),
        history=Link(
            "Everything that was decided about this record", reverse("matching:history", args=[person.id])
        ),
        to_compare=Link("All records to compare", reverse("matching:pairs")),
        back=record_of(person),
    )


def history_for(person: Person, decided: list[Decided], people: dict[UUID, Person]) -> History:
    """How a record was joined with others and parted from them."""
    return History(tuple(decision(person, link, people) for link in decided), record_of(person))


def _candidate(person: Person, one: Found, weighing: Weighing) -> tuple[Shown, ...]:
    compare = reverse("matching:pair", args=[person.id, one.person.id])
    sure = [Tag("Surely the same", Tone.SPECIAL)] if one.is_certain else [wording.tag(one.odds, weighing)]
    return (
        record_of(one.person),
        day(one.person.born_on) if one.person.born_on else None,
        one.person.get_side_display().capitalize(),
        [*sure, wording.chance(one.odds)],
        [capital(str(kind.label)) for kind in one.shared if kind < KeyKind.POSTCODE] or None,
        Link(f"Compare with {one.person.name}", compare),
    )


def decision(person: Person, link: Decided, people: dict[UUID, Person]) -> Decision:
    """A decision about this record and another."""
    other = people.get(link.second_id if link.first_id == person.id else link.first_id)
    rows = [
        Row("Other record", record_of(other) if other else "Of another hub"),
        Row("Why", link.why),
        Row("Decided", f"{moment(link.decided_at)}, by {link.decided_by.name}"),
    ]
    if link.undone_at and link.undone_by:
        rows.append(Row("Undone", f"{moment(link.undone_at)}, by {link.undone_by.name}"))
    undo = "" if link.undone_at else reverse("matching:parting", args=[person.id, link.id])
    return Decision(link.get_decision_display(), tuple(rows), undo)


def proposed(proposals: list[Proposal]) -> tuple[Decision, ...]:
    """Each proposal to join two records that differ, and its answer."""
    return tuple(_proposed(one) for one in proposals)


def _proposed(one: Proposal) -> Decision:
    rows = [
        Row("What differs", capital(", ".join(str(Differing(value).label) for value in one.differing))),
        Row("Why", one.why),
        Row("Proposed", f"{moment(one.asked_at)}, by {one.asked_by.name}"),
    ]
    if one.answered_at and one.answered_by:
        rows.append(Row(one.get_answer_display(), f"{moment(one.answered_at)}, by {one.answered_by.name}"))
    if one.answer_why:
        rows.append(Row("Why it was answered so", one.answer_why))
    return Decision("Proposal to join them", tuple(rows))

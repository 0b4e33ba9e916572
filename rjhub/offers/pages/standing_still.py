"""The page about contact that stands still: what happened, what RJ Hub brought back, and what people decide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.design import forms
from rjhub.design.links import Link
from rjhub.design.pieces import Row, Shown
from rjhub.design.words import moment
from rjhub.offers.freeze import Freeze, Left
from rjhub.people.models import Person

UNSEEN = "somebody whom you cannot see"
LOST = {
    "no": ("no that people said", "noes that people said"),
    "kept": ("no of somebody who has no record", "noes of people who have no record"),
    "asked_again": ("wish to hear from us again", "wishes to hear from us again"),
    "joined": ("decision that two records are one person’s", "decisions that two records are one person’s"),
    "parted": ("decision that they are not", "decisions that they are not"),
    "erased": ("record that was erased", "records that were erased"),
    "let_go": ("no that was taken back after an erasure", "noes that were taken back after an erasure"),
}


@dataclass(frozen=True)
class StandingStillPage:
    """How it stands, and the form for deciding; without one there is nothing to decide for the reader."""

    title: str
    stands_still: bool
    happened: tuple[Row, ...]
    joins: tuple[Shown, ...]
    erased: tuple[Link, ...]
    unseen: int
    waits_for: str
    form: forms.Form | None


def page_for(
    frozen: Freeze | None,
    left: Left,
    people: Mapping[UUID, Person],
    names: Mapping[UUID, str],
    form: forms.Form | None,
) -> StandingStillPage:
    """The page. `people`: those of whom something is left to do and whom the reader sees."""
    stands_still = frozen is not None and frozen.is_open
    erased = tuple(
        Link(people[one].name, reverse("offers:erasing", args=[one])) for one in left.erased if one in people
    )
    return StandingStillPage(
        title="Nobody may be contacted now" if stands_still else "People may be contacted",
        stands_still=stands_still,
        happened=tuple(_happened(frozen, names)) if frozen else (),
        joins=tuple(_pair(one, other, people) for one, other in left.joins),
        erased=erased,
        unseen=len(left.erased) - len(erased),
        waits_for=_waits_for(frozen, left) if frozen else "",
        form=form,
    )


def may_go_on(frozen: Freeze, left: Left, by_account: UUID | None, me: UUID) -> bool:
    """Whether there is a decision for the reader to take now."""
    second = frozen.is_whole or frozen.confirmed_at is None or by_account != me
    return frozen.is_open and frozen.compared_at is not None and not left.joins and second


def _waits_for(frozen: Freeze, left: Left) -> str:
    if not frozen.is_open:
        return ""
    if frozen.compared_at is None:
        return (
            "RJ Hub compares its register of noes within a minute. Then open this page again. If it says the same "
            "after ten minutes, tell whoever runs RJ Hub."
        )
    if left.joins:
        return "Whoever sees a pair of records above decides about it first. Then come back to this page."
    if not frozen.is_whole and frozen.confirmed_at is not None:
        return "One person has confirmed it. Somebody else has to confirm it, too, before anybody may be contacted."
    if not frozen.is_whole:
        return "It takes two people. Once you have confirmed it, somebody else has to confirm it, too."
    return ""


def _happened(frozen: Freeze, names: Mapping[UUID, str]) -> Iterator[Row]:
    yield Row("Why", f"{frozen.because.label}.")
    yield Row("Noticed", moment(frozen.since))
    if frozen.compared_at is not None:
        yield Row("Register of noes", _compared(frozen))
        lost = frozen.found.get("lost", {})
        brought = [_count(kind, lost[kind]) for kind in LOST if lost.get(kind)]
        yield Row("Missing here, and brought back", brought or ["Nothing"])
    if frozen.confirmed_by is not None and frozen.confirmed_at is not None:
        who = names.get(frozen.confirmed_by, UNSEEN)
        yield Row("Confirmed", f"{who}, {moment(frozen.confirmed_at)}")
    if frozen.why:
        yield Row("How they know", frozen.why.split("\n"))
    if frozen.opened_by is not None and frozen.opened_at is not None:
        yield Row("Contact goes on", f"{names.get(frozen.opened_by, UNSEEN)}, {moment(frozen.opened_at)}")


def _compared(frozen: Freeze) -> str:
    found = frozen.found
    if not found.get("files"):
        return "There is none to compare with. Ask each agency who has said no."
    if found.get("faults"):
        return (
            "A file of it is damaged. What could be read was brought back. Ask each agency who has said no."
        )
    if found.get("lacking"):
        return "It is older than the database. What it has was brought back. Ask each agency who has said no."
    return f"Compared whole, {found.get('entries', 0):,} entries"


def _count(kind: str, count: int) -> str:
    one, several = LOST[kind]
    return f"{count:,} {one if count == 1 else several}"


def _pair(one: UUID, other: UUID, people: Mapping[UUID, Person]) -> Shown:
    if one not in people or other not in people:
        return "Two records of which another coordinator has to decide"
    return Link(f"{people[one].name} and {people[other].name}", reverse("matching:pair", args=[one, other]))

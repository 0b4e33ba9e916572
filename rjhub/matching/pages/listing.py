"""The list of records to compare, likeliest first, with filters."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown, Tag, Tone
from rjhub.design.words import day, moment
from rjhub.matching import forms
from rjhub.matching.models import NightlyCheck, Pair
from rjhub.matching.pages import wording
from rjhub.matching.vocabulary import Because, Caution, State
from rjhub.matching.weighing import Weighing
from rjhub.people.models import Person

_TONES = {
    State.OPEN: Tone.TO_DO, State.ASKED: Tone.SOON, State.SAME: Tone.DONE, State.DIFFERENT: Tone.DONE,
    State.NOT_SURE: Tone.PAUSED,
}  # fmt: skip
Listed = tuple[Pair, Person | None, Person | None]


@dataclass(frozen=True)
class Listing:
    """Pairs that wait, or those that a filter asks for."""

    filters: forms.Wanted
    chosen: tuple[Link, ...]
    clear_href: str
    rows: tuple[tuple[Shown, ...], ...]
    more: str
    checked: str
    models: Link
    back: Link
    columns: tuple[Column, ...] = (
        Column("Records"),
        Column("How likely"),
        Column("Look twice"),
        Column("Status"),
    )
    title: str = "Records to compare"


def page_for(
    form: forms.Wanted, listed: list[Listed], most: int, weighing: Weighing, check: NightlyCheck | None
) -> Listing:
    """The list."""
    return Listing(
        filters=form,
        chosen=_chosen(form),
        clear_href=reverse("matching:pairs"),
        rows=tuple(_row(*one, weighing) for one in listed),
        more=f"The {most} likeliest are shown. Decide about some, or choose a filter."
        if len(listed) >= most
        else "",
        checked=_checked(check),
        models=Link("How records are compared", reverse("matching:models")),
        back=Link("Find a person", reverse("people:search")),
    )


def _row(pair: Pair, first: Person | None, second: Person | None, weighing: Weighing) -> tuple[Shown, ...]:
    names = [_called(first), f"and {_called(second)}"]
    both = first is not None and second is not None
    compare = reverse("matching:pair", args=[pair.first_id, pair.second_id])
    return (
        [Link(names[0], compare), names[1]]
        if both
        else [*names, "Ask a coordinator of the other hub to look at it with you."],
        [wording.tag(pair.odds, weighing), wording.chance(pair.odds)],
        [Caution(each).label for each in pair.cautions] or None,
        [
            Tag(State(pair.state).label, _TONES[State(pair.state)]),
            f"{Because(pair.because).label}, {day(pair.found_at)}",
        ],
    )


def _called(person: Person | None) -> str:
    if person is None:
        return "a record of another hub"
    born = f", born {day(person.born_on)}" if person.born_on else ""
    return f"{person.name}{born}"


def _chosen(form: forms.Wanted) -> tuple[Link, ...]:
    answers = form.cleaned_data if form.is_valid() else {}
    given = {name: value for name, value in answers.items() if value}
    labels = {name: dict(form.fields[name].choices) for name in given}  # type: ignore[attr-defined]
    return tuple(
        Link(str(labels[name].get(value, value)), f"?{_without(given, name)}")
        for name, value in given.items()
    )


def _without(given: dict[str, str], left_out: str) -> str:
    return "&".join(f"{name}={value}" for name, value in given.items() if name != left_out)


def _checked(check: NightlyCheck | None) -> str:
    if check is None:
        return "Records that change are compared with all others each night. That has not happened yet."
    return f"The nightly check of {moment(check.began_at)} looked at {check.looked_at:,} records that had changed."

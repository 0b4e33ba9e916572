"""Asking other areas, what they asked, and the keys by which it is done."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from rjhub.asking import forms
from rjhub.asking.elsewhere import Between, Heard, Told
from rjhub.asking.pages import asking as own
from rjhub.asking.queries import FromElsewhere, Ring
from rjhub.asking.vocabulary import Answer
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown, Tag, Tone
from rjhub.design.words import moment
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role

BACK = "Ask other areas"
# As measured on invented people, half of those who are new being relatives or namesakes: `rjhub bench encodings`.
MISSED, FOR_NOTHING = 20, 10  # in 100


@dataclass(frozen=True)
class AskElsewhere:
    """The questions, what was asked before, and how often the answer is wrong."""

    form: forms.Elsewhere
    rows: tuple[tuple[Shown, ...], ...]
    back: Link
    missed: int = MISSED
    for_nothing: int = FOR_NOTHING
    columns: tuple[Column, ...] = (Column("Asked"), Column("What you gave"), Column("Area"), Column("Answer"))
    title: str = BACK


@dataclass(frozen=True)
class AnsweredElsewhere:
    """What each area said. Nothing on it depends on anything but which of two words that is."""

    text: tuple[str, ...]
    rows: tuple[Row, ...]
    back: Link
    title: str = "What other areas answered"


@dataclass(frozen=True)
class CallElsewhere:
    """A hub of another area to ring, because it does not know what this one knows."""

    title: str
    text: str
    people: tuple[Link, ...]
    settling: str


@dataclass(frozen=True)
class HeardElsewhere:
    """Whom to ring, and every question of other areas."""

    calls: tuple[CallElsewhere, ...]
    rows: tuple[tuple[Shown, ...], ...]
    back: Link
    columns: tuple[Column, ...] = (
        Column("When"),
        Column("Who asked"),
        Column("What they gave"),
        Column("They were told"),
        Column("It may be about"),
    )
    title: str = "Questions from other areas"


@dataclass(frozen=True)
class Step:
    """Something that a coordinator can do about a key."""

    text: str
    action: str
    warns: bool = False


@dataclass(frozen=True)
class Area:
    """Another area, how things stand with it, and what can be done."""

    name: str
    text: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Keys:
    """Every other area."""

    areas: tuple[Area, ...]
    back: Link
    title: str = "Which areas you can ask"


def asking(form: forms.Elsewhere, earlier: list[Told]) -> AskElsewhere:
    """The page on which somebody asks."""
    rows = tuple(
        (
            moment(one.at),
            own.given(tuple(one.given)),
            one.name,
            Link(str(Answer(one.answer).label), reverse("asking:answer_elsewhere", args=[one.id])),
        )
        for one in earlier
    )
    return AskElsewhere(form, rows, Link(own.BACK, reverse("asking:ask")))


def answered(answers: list[Told]) -> AnsweredElsewhere:
    """The answers, area by area."""
    ring = any(one.answer == Answer.RING for one in answers)
    text = (
        "Do not contact this person yet. Ring the hub of each area that says so, and say whom you asked about."
        if ring
        else "No area asks you to ring. This does not tell you that nobody knows them."
    )
    why = (
        "No area tells you why. Names are compared by what is alike in them, so it may be somebody else, "
        "and somebody who is known may be missed. A hub may ring yours."
    )
    rows = tuple(Row(one.name, _told(one)) for one in answers)
    return AnsweredElsewhere((text, why), rows, Link(BACK, reverse("asking:ask_elsewhere")))


def _told(one: Told) -> Shown:
    if one.answer != Answer.RING:
        return "Nothing known" if one.answer == Answer.NOTHING else "Not answered: too many questions"
    return ("Ring the hub before you approach them", one.phone or "No telephone number is recorded")


def limited(hubs: list[Ring]) -> own.Answered:
    """Somebody has asked too much for now."""
    return own.limited(hubs)


def nobody_to_ask(staff: Staff) -> own.Answered:
    """No other area has a key with this one."""
    coordinates = staff.holds(Role.COORDINATOR)
    return own.Answered(
        title="There is no other area to ask yet",
        text=(
            "Your question was not sent to anybody.",
            "Agree a key with another area first."
            if coordinates
            else "A coordinator of your hub can agree with other areas that you ask each other.",
        ),
        ring=(),
        approach=None,
        step=Link("Which areas you can ask", reverse("asking:keys")) if coordinates else None,
        back=Link(own.BACK, reverse("asking:ask")),
    )


def heard(found: FromElsewhere) -> HeardElsewhere:
    """The page of a hub."""
    return HeardElsewhere(
        calls=tuple(_call(one, found) for one in found.questions if _waits(one)),
        rows=tuple(_row(one, found) for one in found.questions),
        back=Link(own.BACK, reverse("asking:ask")),
    )


def _waits(one: Heard) -> bool:
    return one.answer == Answer.NOTHING and one.settled_at is None and bool(one.found)


def _call(one: Heard, found: FromElsewhere) -> CallElsewhere:
    return CallElsewhere(
        title=f"Ring the hub of {one.name}{f', {one.phone}' if one.phone else ''}",
        text=(
            f"{one.agency} asked on {moment(one.at)} by {own.asked_by(tuple(one.given))} and was told that nothing is "
            "known, because they may not know of whom it may be about. Find out whom they mean, and do not say why."
        ),
        people=_people(one, found),
        settling=reverse("asking:settling_elsewhere", args=[one.id, one.between_id]),
    )


def _people(one: Heard, found: FromElsewhere) -> tuple[Link, ...]:
    known = [found.people[key] for key in one.found if key in found.people]
    return tuple(Link(person.name, reverse("people:person", args=[person.id])) for person in known)


def _row(one: Heard, found: FromElsewhere) -> tuple[Shown, ...]:
    told: Shown = str(Answer(one.answer).label)
    if _waits(one):
        told = (told, Tag("Ring them", Tone.TO_DO))
    elif one.settled_at:
        told = (told, Tag("Settled", Tone.DONE))
    return (
        moment(one.at),
        (one.agency, one.name),
        own.given(tuple(one.given)),
        told,
        _people(one, found) or None,
    )


def keys(found: list[Between]) -> Keys:
    """How things stand with every other area."""
    areas: dict[int, list[Between]] = {}
    for one in found:
        areas.setdefault(one.other, []).append(one)
    return Keys(tuple(_area(each) for each in areas.values()), Link(own.BACK, reverse("asking:ask")))


def _area(stands: list[Between]) -> Area:
    name, other = stands[0].name, stands[0].other
    held = [one for one in stands if one.id is not None]
    text = tuple(_stands(one) for one in held) or ("You cannot ask each other.",)
    steps = [step for one in held for step in _steps(one)]
    if all(one.in_force_at for one in held):
        words = f"Propose a new key to {name}" if held else f"Propose to {name} that you ask each other"
        steps.insert(0, Step(words, reverse("asking:key_proposal", args=[other])))
    return Area(name, text, tuple(steps))


def _stands(one: Between) -> str:
    if one.in_force_at:
        return f"You can ask each other since {moment(one.in_force_at)}."
    if one.agreed_at:
        return f"A key was agreed on {moment(one.agreed_at)}. It counts as soon as both registers are ready."
    if one.ours:
        return f"You proposed a key on {moment(one.proposed_at)}. They have not answered."
    return f"They proposed a key on {moment(one.proposed_at)}."


def _steps(one: Between) -> Iterator[Step]:
    if one.id is None:
        return
    ending = reverse("asking:key_ending", args=[one.id])
    if one.in_force_at:
        yield Step(f"Stop asking each other: {one.name}", ending, warns=True)
    elif one.agreed_at or one.ours:
        yield Step(f"Take the new key with {one.name} back", ending, warns=True)
    else:
        yield Step(f"Agree with {one.name}", reverse("asking:key_agreement", args=[one.id]))
        yield Step(f"Decline what {one.name} proposed", ending, warns=True)

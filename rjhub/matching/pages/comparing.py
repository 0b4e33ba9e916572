"""Two records beside each other: what agrees, how much each thing weighs, and the question."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.forms import Form
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown, Tag
from rjhub.design.words import day, moment
from rjhub.matching.models import Pair, Proposal
from rjhub.matching.pages import hanging, waterfall, wording
from rjhub.matching.pages.records import Decision
from rjhub.matching.pages.waterfall import Waterfall
from rjhub.matching.vocabulary import Caution, Compared, Differing, State
from rjhub.matching.weighing import Weighing
from rjhub.people.pages.asking import record_of
from rjhub.people.queries import Contents


@dataclass(frozen=True)
class Comparison:
    """Two records, what speaks for one person, and the decision. Without a form there is nothing to decide here."""

    tag: Tag
    chance: str
    cautions: tuple[str, ...]
    two_needed: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    held_columns: tuple[Column, ...]
    held: tuple[tuple[Shown, ...], ...]
    waterfall: Waterfall
    weight_columns: tuple[Column, ...]
    weights: tuple[tuple[Shown, ...], ...]
    model: str
    form: Form | None
    submit: str
    waiting: str
    taking_back: str
    decisions: tuple[Decision, ...]
    back: Link
    title: str = "Compare two records"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked on the page: to decide, to answer a proposal, or nothing."""

    form: Form | None
    proposal: Proposal | None
    own: bool = False


@dataclass(frozen=True)
class Two:
    """What stands on two records, and what differs that one person has only once."""

    ours: Contents
    theirs: Contents
    differs: list[Differing]


def page_for(
    two: Two, pair: Pair, weighing: Weighing, asked: Asked, decisions: tuple[Decision, ...]
) -> Comparison:
    """The page of a pair. How either can be reached is not on it."""
    return Comparison(
        tag=wording.tag(pair.odds, weighing),
        chance=f"{wording.chance(pair.odds).capitalize()} pairs like this are of one person.",
        cautions=tuple(Caution(each).label for each in pair.cautions),
        two_needed=_two_needed(two.differs) if pair.state == State.OPEN else "",
        columns=(Column("Question"), Column("This record"), Column("The other record"), Column("Agrees")),
        rows=tuple(_rows(two.ours, two.theirs, pair)),
        held_columns=(Column("What is on it"), Column("This record"), Column("The other record")),
        held=tuple(_held(two.ours, two.theirs)),
        waterfall=waterfall.drawn(pair, weighing),
        weight_columns=(Column("Compared"), Column("What is said"), Column("Weight", numeric=True)),
        weights=tuple((one.compared, one.level, one.weight) for one in waterfall.lines(pair)),
        model=f"Model {pair.model_number}" if pair.model_number else "The model that comes with RJ Hub",
        form=asked.form,
        submit="Save the answer" if asked.proposal else "Save the decision",
        waiting=_waiting(asked),
        taking_back=reverse("matching:taking_back", args=[asked.proposal.id])
        if asked.proposal and asked.own
        else "",
        decisions=decisions,
        back=Link("Other records", reverse("matching:records", args=[two.ours.person.id])),
    )


def _two_needed(differs: list[Differing]) -> str:
    if not differs:
        return ""
    what = " and the ".join(each.label for each in differs)
    return (
        f"The {what} {'differs' if len(differs) == 1 else 'differ'}. If you say that they are the same person, "
        "another coordinator has to confirm it."
    )


def _waiting(asked: Asked) -> str:
    if asked.proposal is None:
        return ""
    who = "You" if asked.own else asked.proposal.asked_by.name
    return (
        f"{who} proposed on {day(asked.proposal.asked_at)} to join them: \u201c{asked.proposal.why}\u201d "
        "Another coordinator has to confirm it."
    )


NOT_COMPARED = "Not compared"
_QUESTIONS = (
    ("Record", lambda one: record_of(one.person), None),
    ("Side", lambda one: one.person.get_side_display().capitalize(), None),
    ("First name", lambda one: one.person.given_name or None, Compared.FIRST_NAME),
    ("Middle names", lambda one: one.person.middle_names or None, Compared.MIDDLE_NAMES),
    ("Family name", lambda one: one.person.family_name, Compared.LAST_NAME),
    ("Known as", lambda one: one.person.known_as or None, None),
    ("Date of birth", lambda one: day(one.person.born_on) if one.person.born_on else None, Compared.BORN),
    ("Other names", lambda one: [_other_name(name) for name in one.other_names] or None, None),
    ("Identifiers", lambda one: [str(number) for number in one.identifiers] or None, Compared.NUMBERS),
    ("Language", lambda one: one.person.language or "English", None),
    ("Pronouns", lambda one: one.person.pronouns or None, None),
    ("Added", lambda one: moment(one.person.added_at), None),
)


def _other_name(name: "object") -> str:
    until = getattr(name, "until", None)
    return f"{name}, until {day(until)}" if until else str(name)


def _rows(ours: Contents, theirs: Contents, pair: Pair) -> list[tuple[Shown, ...]]:
    said = {line.compared: line.level for line in waterfall.lines(pair)}
    asked = [(question, answer(ours), answer(theirs), compared) for question, answer, compared in _QUESTIONS]
    made: list[tuple[Shown, ...]] = [
        (question, mine, others, said[compared.label] if compared else NOT_COMPARED)
        for question, mine, others, compared in asked
        if compared or mine or others
    ]
    hidden = (Compared.POSTCODE, Compared.ADDRESS, Compared.TELEPHONE, Compared.EMAIL)
    not_shown = "Not shown here"
    return made + [(each.label, not_shown, not_shown, said[each.label]) for each in hidden]


def _held(ours: Contents, theirs: Contents) -> list[tuple[Shown, ...]]:
    both = zip(hanging.held(ours.person), hanging.held(theirs.person), strict=True)
    return [(question, mine or None, others or None) for (question, mine), (_, others) in both]

"""The question, its answer, and the record of an approach."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.asking import forms
from rjhub.asking.keeper import Question
from rjhub.asking.queries import Ring
from rjhub.asking.vocabulary import Answer, Given, Outcome
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown
from rjhub.design.words import capital, day, moment
from rjhub.kernel import working_days
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role

BACK = "Ask before you approach somebody"


@dataclass(frozen=True)
class Ask:
    """The questions, and what the asker asked before."""

    form: forms.Asking
    others: tuple[Link, ...]
    rows: tuple[tuple[Shown, ...], ...]
    columns: tuple[Column, ...] = (
        Column("Asked"),
        Column("What you gave"),
        Column("Answer"),
        Column("Approached"),
    )
    title: str = BACK


@dataclass(frozen=True)
class Answered:
    """One of two answers. Nothing on it depends on anything but which of the two it is, and when it was asked."""

    title: str
    text: tuple[str, ...]
    ring: tuple[Row, ...]
    approach: Link | None
    back: Link
    step: Link | None = None


@dataclass(frozen=True)
class Approach:
    """The form by which an approach is recorded."""

    form: forms.Approach
    back: Link
    title: str = "Record that you approached them"


def asking(staff: Staff, form: forms.Asking, earlier: list[Question]) -> Ask:
    """The page on which somebody asks."""
    links = (
        (Role.COORDINATOR, "Who asked before approaching", "asking:heard"),
        (Role.INFORMATION_OFFICER, "How your agency asks", "asking:watched"),
        (Role.COORDINATOR, "Questions from other areas", "asking:heard_elsewhere"),
        (Role.COORDINATOR, "Which areas you can ask", "asking:keys"),
    )
    elsewhere = Link("Ask other areas", reverse("asking:ask_elsewhere"))
    others = (elsewhere, *(Link(text, reverse(name)) for role, text, name in links if staff.holds(role)))
    return Ask(form, others, tuple(_row(one) for one in earlier))


def answered(question: Question, hubs: list[Ring], *, refers: bool) -> Answered:
    """The answer: the same words for everybody who is told it, and the same numbers to ring."""
    told = Answer(question.answer)
    until = day(working_days.due_on(question.at, 1))
    text = {
        Answer.RING: (
            "Do not contact this person yet. Ring the hub first and say whom you asked about.",
            (
                "This does not tell you why. It may be that somebody with a name like theirs is already in touch "
                "with us, or that something has to be looked at first."
            ),
        ),
        Answer.NOTHING: (
            "Refer them to the hub, or approach them yourself and record it on this page.",
            (
                f"If you approach them yourself, wait until the end of {until}. The hub sees that you asked, and "
                "may ring you before then."
            ),
            "This does not tell you that nobody knows them. Each question is answered with no more than you may know.",
        ),
        Answer.LIMITED: ("You, or your agency, had asked too many questions, so this one was not answered.",),
    }
    return Answered(
        title=told.label,
        text=text[told],
        ring=_rows(hubs),
        approach=_approach(question),
        back=Link(BACK, reverse("asking:ask")),
        step=Link("Refer them", reverse("referrals:sent")) if told is Answer.NOTHING and refers else None,
    )


def limited(hubs: list[Ring]) -> Answered:
    """Somebody has asked too much for now."""
    return Answered(
        title="You have asked too many questions for now",
        text=(
            (
                "Your question is on record but was not answered. There is a limit on how many questions you, and your "
                "agency, can ask in an hour and in a day."
            ),
            "Ring the hub if you need to know now, or ask again later.",
        ),
        ring=_rows(hubs),
        approach=None,
        back=Link(BACK, reverse("asking:ask")),
    )


def approach(question: Question, form: forms.Approach) -> Approach:
    """The page on which an approach is recorded."""
    return Approach(form, Link("The answer", reverse("asking:answer", args=[question.id])))


def given(kinds: tuple[str, ...]) -> str:
    """What was typed, by kind, and never what it was: for a column."""
    return capital(", ".join(str(Given(one).label) for one in kinds))


def asked_by(kinds: tuple[str, ...]) -> str:
    """The same within a sentence."""
    *first, last = [str(Given(one).label) for one in kinds]
    return f"{', '.join(first)} and {last}" if first else last


def came_of(question_approached: str, outcome: str | None) -> Shown:
    """When somebody was approached after a question, and what came of it."""
    return (question_approached, str(Outcome(outcome).label)) if outcome else None


def _approach(question: Question) -> Link | None:
    if question.approached_on is not None or question.answer == Answer.LIMITED:
        return None
    return Link("Record that you approached them", reverse("asking:approach", args=[question.id]))


def _row(question: Question) -> tuple[Shown, ...]:
    told = Link(str(Answer(question.answer).label), reverse("asking:answer", args=[question.id]))
    return (
        moment(question.at),
        given(tuple(question.given)),
        told,
        came_of(day(question.approached_on), question.outcome),
    )


def _rows(hubs: list[Ring]) -> tuple[Row, ...]:
    return tuple(Row(one.hub, one.phone or None) for one in hubs)

"""All that agencies answered, folded into one page for whoever assesses: to print, limits beside all of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from rjhub.cases import pathways
from rjhub.cases.models import Case, InformationItem, InformationRequest, PoliceCheck
from rjhub.cases.pages.frame import WHY, why_href
from rjhub.cases.pages.information import answer_rows, status_tag
from rjhub.cases.pages.police_checks import check_rows
from rjhub.cases.vocabulary import AnswerKind, RequestStatus
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown
from rjhub.design.words import capital, day
from rjhub.sharing.vocabulary import Category, Side

ORDER = (Side.HARMED, Side.RESPONSIBLE, Side.NEUTRAL)


@dataclass(frozen=True)
class GatheredCard:
    """What one agency gave, or found."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Kind:
    """Everything of one category on one side."""

    name: str
    why: Link
    cards: tuple[GatheredCard, ...]


@dataclass(frozen=True)
class About:
    """Everything about one side."""

    name: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True)
class Gathered:
    """The summary."""

    reference: str
    back: Link
    made: str
    sides: tuple[About, ...]
    columns: tuple[Column, ...]
    missing: tuple[tuple[Shown, ...], ...]
    refused: tuple[tuple[Shown, ...], ...]
    nothing: tuple[tuple[Shown, ...], ...]
    title: str = "What agencies hold: summary"


def gathered_page(
    case: Case,
    requests: list[InformationRequest],
    checks: list[PoliceCheck],
    unasked: Iterable[tuple[str, str, str]],
    today: date,
) -> Gathered:
    """The summary of what this reader may see. `unasked` are agencies not asked yet, about whom, and why."""
    answers = [(request, item) for request in requests for item in request.items.all()]
    return Gathered(
        reference=case.reference,
        back=Link("Information from agencies", reverse("cases:information", args=[case.reference])),
        made=f"As it stood on {day(today)}",
        sides=tuple(
            About(_name(case, side), kinds)
            for side in ORDER
            for kinds in [_kinds(case, side, answers, checks)]
            if kinds
        ),
        columns=(Column("Agency"), Column("About"), Column("How it stands")),
        missing=(
            *(
                (
                    one.asked_name,
                    (one.party.name, one.why),
                    (status_tag(one, today), f"For {day(one.due_on)}"),
                )
                for one in requests
                if one.status == RequestStatus.ASKED
            ),
            *((agency, (person, why), "Not asked yet") for agency, person, why in unasked),
        ),
        refused=_lines(answers, AnswerKind.REFUSED),
        nothing=(
            *_lines(answers, AnswerKind.NOTHING_HELD),
            *_lines(answers, AnswerKind.ASK_ANOTHER),
        ),
    )


def _name(case: Case, side: Side) -> str:
    words = pathways.pathway_of(case).words
    named = {Side.HARMED: words.harmed, Side.RESPONSIBLE: words.responsible}
    return f"About the {named[side]}" if side in named else "About both sides"


def _kinds(
    case: Case,
    side: Side,
    answers: list[tuple[InformationRequest, InformationItem]],
    checks: list[PoliceCheck],
) -> tuple[Kind, ...]:
    found: dict[str, list[GatheredCard]] = {category: [] for category in Category}
    for request, item in answers:
        if item.side == side and item.kind == AnswerKind.INFORMATION:
            title = f"{request.asked_name}, about {request.party.name}"
            found[item.category].append(GatheredCard(title, tuple(answer_rows(case, item))))
    for check in checks:
        if check.side == side:
            found[check.category].append(GatheredCard(f"{check.get_kind_display()} check", check_rows(check)))
    return tuple(
        Kind(capital(Category(category).label), Link(WHY, why_href(case, side, category)), tuple(cards))
        for category, cards in found.items()
        if cards
    )


def _lines(
    answers: list[tuple[InformationRequest, InformationItem]], kind: AnswerKind
) -> tuple[tuple[Shown, ...], ...]:
    return tuple(
        (
            request.asked_name,
            request.party.name,
            (*_said(request, item), f"{item.source}, {day(item.given_at)}"),
        )
        for request, item in answers
        if item.kind == kind
    )


def _said(request: InformationRequest, item: InformationItem) -> tuple[str, ...]:
    passed_on = request.status == RequestStatus.PASSED_ON
    said = "Passed on to another agency" if passed_on else item.get_kind_display()
    return (said, item.reason) if item.reason else (said,)

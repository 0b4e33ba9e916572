"""What the pages of consents, acknowledgements and suitability have in common: the people of each side, with cards."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.cases.models import Case
from rjhub.cases.pages.ending import Asking
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.cases.pages.sides import TwoSides
from rjhub.design.forms import Form
from rjhub.design.links import Link
from rjhub.design.pieces import Row
from rjhub.sharing.vocabulary import Category


@dataclass(frozen=True)
class Card:
    """One thing about somebody, with what can be done about it."""

    title: str
    rows: tuple[Row, ...]
    actions: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Somebody:
    """One person on such a page. `why_not` says why nothing new can be recorded about them."""

    name: str
    new: tuple[Link, ...] = ()
    why_not: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    empty: str = ""
    history: tuple[str, ...] = ()


@dataclass(frozen=True)
class PeopleApart:
    """The two sides apart, with cards for each person."""

    frame: CaseFrame
    sides: TwoSides
    people: Mapping[UUID, Somebody]
    about: str
    title: str
    kind: str = Category.CASEWORK


def asking(case: Case, here: str, form: Form, *, title: str, about: str, submit: str) -> Asking:
    """A page with one form, among the pages that begin at `here`."""
    names = {
        "consents": "Consents",
        "acknowledgements": "Acknowledgements",
        "suitability": "Suitability",
        "risk": "Risk",
        "sensitivity": "Sensitive or complex",
    }
    back = Link(names[here], reverse(f"cases:{here}", args=[case.reference]))
    return Asking(frame_for(case, here), form, about, submit, back, title)

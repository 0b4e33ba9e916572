"""Tokens of one's own, the one that was just made, and those of an agency."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.words import day, moment
from rjhub.partnership.models import Staff
from rjhub.tokens import forms
from rjhub.tokens.keeper import Token

ACCOUNT = "Your account"


@dataclass(frozen=True)
class Line:
    """One token."""

    name: str
    facts: tuple[str, ...]
    ending: str


@dataclass(frozen=True)
class Tokens:
    """One's own tokens, and the way to another."""

    tokens: tuple[Line, ...]
    making: Link
    others: tuple[Link, ...]
    back: Link
    title: str = "Tokens for programs"


@dataclass(frozen=True)
class Making:
    """The form for a new one."""

    form: forms.NewToken
    agency: str
    back: Link
    title: str = "Make a token"


@dataclass(frozen=True)
class Made:
    """The words of a new token, this once."""

    words: str
    back: Link
    title: str = "Your new token"


@dataclass(frozen=True)
class AgencyTokens:
    """Every token of an agency's people."""

    tokens: tuple[Line, ...]
    title: str
    back: Link


def own(staff: Staff, found: list[Token], *, administers: bool) -> Tokens:
    """One's own tokens."""
    others = [Link("What programs can ask", reverse("api_description"))]
    if administers:
        others.append(Link(f"Tokens of people at {staff.agency.short_name}", reverse("tokens:of_agency")))
    return Tokens(
        tokens=tuple(_line(one, ()) for one in found),
        making=Link("Make a token", reverse("tokens:making")),
        others=tuple(others),
        back=Link(ACCOUNT, reverse("partnership:my_account")),
    )


def making(staff: Staff, form: forms.NewToken) -> Making:
    """The form."""
    return Making(form, staff.agency.name, _back())


def made(words: str) -> Made:
    """The one page that shows it."""
    return Made(words, _back())


def of_agency(staff: Staff, found: list[Token], whose: dict[UUID, Staff]) -> AgencyTokens:
    """Those of an agency."""
    lines = tuple(_line(one, (f"Of {whose[one.staff_id].name}",)) for one in found)
    return AgencyTokens(lines, f"Tokens of people at {staff.agency.short_name}", _back())


def _line(token: Token, facts: tuple[str, ...]) -> Line:
    used = f"Last used on {moment(token.used_at)}" if token.used_at else "Not used yet"
    dates = (f"Made on {day(token.made_at)}", f"Counts until {day(token.expires_at)}", used)
    return Line(token.name, (*facts, *dates), reverse("tokens:ending", args=[token.id]))


def _back() -> Link:
    return Link("Tokens for programs", reverse("tokens:tokens"))

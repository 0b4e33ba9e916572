"""Presenters that only the tests of drawing show."""

from dataclasses import dataclass
from typing import Any

from rjhub.design.links import Link
from rjhub.design.tests import cast, questions

BACK = Link("Back", "/case")
CHOSEN = (Link("Stage: Preparing", "?"), Link("Channel: By phone", "?"))
TRAIL = (Link("Cases", "/list"), Link("SX-2026-0417", "/case"))


@dataclass(frozen=True)
class Plain:
    """A page with a heading and a sentence."""

    title: str = "A plain page"
    sentence: str = "Nothing to see."
    back: Link | None = None
    breadcrumbs: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Public:
    """A page for people without an account."""

    title: str = "Tell us what happened"
    back: Link | None = BACK


@dataclass(frozen=True)
class Forgetful:
    """A page whose template asks for something that the presenter does not have."""

    title: str = "Forgetful"


@dataclass(frozen=True)
class Asking:
    """Every kind of question on one page."""

    form: questions.ContactAttempt | questions.Withdrawal
    title: str = "Record an attempt to reach them"
    back: Link = BACK


@dataclass(frozen=True)
class Drafted:
    """A form that is saved while it is typed."""

    form: questions.Withdrawal
    title: str = "Record that they stop"


@dataclass(frozen=True)
class OneQuestion:
    """One question, which is the heading of its page."""

    form: questions.OneQuestion
    title: str = "How did you try to reach them?"


@dataclass(frozen=True)
class Cases:
    """A list with filters."""

    filters: questions.CaseFilters
    title: str = "Cases"
    empty: bool = False
    cast: Any = cast
    chosen: tuple[Link, ...] = CHOSEN


@dataclass(frozen=True)
class Case:
    """A case page, for somebody who sees both sides or only one."""

    harmed: Any = cast.HARMED
    title: str = "Overview"
    cast: Any = cast
    breadcrumbs: tuple[Link, ...] = TRAIL


@dataclass(frozen=True)
class Components:
    """Everything else."""

    title: str = "Everything else"
    cast: Any = cast


@dataclass(frozen=True)
class Receipt:
    """What somebody sees after sending a referral."""

    title: str = "Referral sent"

"""Presenters that only the tests of drawing show."""

from dataclasses import dataclass

from rjhub.design.links import Link


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


@dataclass(frozen=True)
class Forgetful:
    """A page whose template asks for something that the presenter does not have."""

    title: str = "Forgetful"

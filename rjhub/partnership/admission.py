"""Who may reach an address at all. Whatever says nothing is for staff only, so a forgotten mark opens no door."""

import enum
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Admits(enum.Enum):
    """What somebody has to have done before an address answers them."""

    EVERYBODY = enum.auto()  # also people who never sign in
    HALF_WAY = enum.auto()  # has given a password, and may still have to set up a second factor
    SIGNED_IN = enum.auto()  # is wholly signed in, but may still have to choose for whom they act
    STAFF = enum.auto()  # acts for one agency


def open_to_all(view: View) -> View:
    """Mark an address that people reach without an account. The view itself sees to it that it gives nothing away."""
    return _mark(view, Admits.EVERYBODY)


def half_way(view: View) -> View:
    """Mark an address that somebody needs while they set up their second factor."""
    return _mark(view, Admits.HALF_WAY)


def signed_in(view: View) -> View:
    """Mark an address that is about a person's own account and not about any agency's work."""
    return _mark(view, Admits.SIGNED_IN)


def admitted_to(view: Callable[..., Any]) -> Admits:
    """Whom an address admits."""
    return getattr(view, "admits", Admits.STAFF)


def _mark(view: View, admits: Admits) -> View:
    view.admits = admits  # type: ignore[attr-defined]
    return view

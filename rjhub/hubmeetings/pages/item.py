"""A case at a meeting on one's own screen, the shared screen, and what is decided."""

from dataclasses import dataclass

from rjhub.design.links import Link
from rjhub.hubmeetings import forms
from rjhub.hubmeetings.pages.meeting import Act, Live
from rjhub.hubmeetings.pages.summary import Summary


@dataclass(frozen=True)
class Item:
    """A case as one person may see it, and the decision, for who may make it."""

    live: Live
    summary: Summary
    form: forms.Deciding | None
    why_not: tuple[str, ...]
    taking_up: Act | None
    case: Link
    back: Link
    title: str


@dataclass(frozen=True)
class Screen:
    """What everybody in the room may see: the agenda, and the case that is talked about."""

    live: Live
    agenda: tuple[tuple[str, str, bool], ...]
    now: Summary | None
    here: tuple[str, ...]
    why_empty: str
    back: Link
    title: str

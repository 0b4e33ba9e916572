"""Announcements: a room states a fact, and whatever the composition's table says follows in the same transaction."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Reactions = Mapping[type, Sequence[Callable[[Any], object]]]

_tables: list[Reactions] = []


def use(reactions: Reactions) -> None:
    """Make a table of reactions the one that counts."""
    _tables[:] = [reactions]


def announce(fact: object) -> None:
    """State a fact; every reaction to its type runs now, in the order of the table."""
    for table in _tables:
        for react in table.get(type(fact), ()):
            react(fact)

"""When this, then that: what follows in one room from a fact that another announces.

A reaction runs in the transaction of the announcement, so either both happen or neither.
"""

from collections.abc import Callable
from typing import Any

from rjhub.tasks import announcing

REACTIONS: dict[type, list[Callable[[Any], object]]] = {}


def register() -> None:
    """Make the table known to whoever announces."""
    announcing.use(REACTIONS)

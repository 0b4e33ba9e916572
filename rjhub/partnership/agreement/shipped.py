"""The agreements that come with the program: one for each pathway, under the same key. All are examples."""

from functools import cache

from rjhub.partnership.agreement import model
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.written.shelf import Shelf

_SHELF = Shelf("agreements")


@cache
def names() -> tuple[str, ...]:
    """The keys of the agreements that come with the program, in order."""
    return _SHELF.names()


@cache
def text(name: str) -> str:
    """The file of one of them, as written. Raises KeyError if there is none of that name."""
    return _SHELF.text(name)


@cache
def load(name: str) -> Agreement:
    """One of them. Raises KeyError if there is none of that name."""
    return model.load(text(name), name=f"{name}.yaml")

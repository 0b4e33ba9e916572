"""The pathways that come with the program."""

from functools import cache

from rjhub.partnership.pathway import model
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.written.shelf import Shelf

_SHELF = Shelf("pathways")


@cache
def names() -> tuple[str, ...]:
    """The keys of the pathways that come with the program, in order."""
    return _SHELF.names()


@cache
def text(name: str) -> str:
    """The file of one of them, as written. Raises KeyError if there is none of that name."""
    return _SHELF.text(name)


@cache
def pathway(name: str) -> Pathway:
    """One of them. Raises KeyError if there is none of that name."""
    return model.load(text(name), name=f"{name}.yaml")

"""The agreements that come with the program: one for each pathway, under the same key. All are examples."""

import re
from datetime import date
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


def for_area(code: str, *, starts_on: date) -> str:
    """The example for a partnership, by its code, to begin with on a day: its review counts from then.

    Raises KeyError if none was written for that area.
    """
    found = next((name for name in names() if name == code or name.startswith(f"{code}-")), None)
    if found is None:
        raise KeyError(code)
    return re.sub(r"(?m)^starts_on: .*$", f"starts_on: {starts_on}", text(found), count=1)

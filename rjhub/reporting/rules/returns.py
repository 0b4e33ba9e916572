"""Returns: files that name indicators, how long the period is, and by what each is broken down."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rjhub.reporting.rules.definitions import Indicator, WrongDefinition, shipped

FILES = Path(__file__).parent / "returns"
LENGTHS = (1, 2, 3, 4, 6, 12)


@dataclass(frozen=True)
class Line:
    """An indicator in a return, and by what it is broken down there."""

    indicator: Indicator
    by: tuple[str, ...]


@dataclass(frozen=True)
class Return:
    """What is reported to somebody, how often, and what they ask for that is not counted."""

    key: str
    title: str
    for_whom: str
    months: int
    words: str
    lines: tuple[Line, ...]
    missing: tuple[str, ...]


@cache
def built_in() -> Mapping[str, Return]:
    """The returns that come with the program."""
    return read([path.read_text() for path in sorted(FILES.glob("*.toml"))])


def read(texts: Sequence[str]) -> dict[str, Return]:
    """Read files of returns. Raises WrongDefinition, which says what is wrong."""
    found: dict[str, Return] = {}
    for text in texts:
        try:
            one = _return(tomllib.loads(text))
        except (tomllib.TOMLDecodeError, TypeError, KeyError, AttributeError) as error:
            message = f"A file of a return cannot be read: {error}"
            raise WrongDefinition(message) from error
        if one.key in found:
            message = f"The return {one.key} is there twice."
            raise WrongDefinition(message)
        found[one.key] = one
    return found


def _return(said: dict[str, Any]) -> Return:
    key = said["key"]
    lines = tuple(_line(key, one) for one in said["lines"])
    if not lines:
        message = f"The return {key} names no indicator."
        raise WrongDefinition(message)
    if said["months"] not in LENGTHS:
        message = f"The return {key} is for {said['months']} months. Say 1, 2, 3, 4, 6 or 12."
        raise WrongDefinition(message)
    return Return(**{**said, "lines": lines, "missing": tuple(said.get("missing", ()))})


def _line(key: str, said: dict[str, Any]) -> Line:
    indicator = shipped().indicators.get(said["indicator"])
    if indicator is None:
        message = f"The return {key} names {said['indicator']}, which is not counted."
        raise WrongDefinition(message)
    by = tuple(said.get("by", ()))
    if set(by) - set(indicator.newest.breakdowns):
        message = f"The return {key} breaks {indicator.key} down by what its rule does not have."
        raise WrongDefinition(message)
    return Line(indicator, by)

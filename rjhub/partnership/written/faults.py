"""A fault that a rule finds, and the parts of a file that rules look at."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import NamedTuple

from rjhub.partnership.written.parts import Part
from rjhub.partnership.written.reading import Path


class Fault(NamedTuple):
    """Where something is wrong, and what to do about it."""

    path: Path
    message: str


class Rule(NamedTuple):
    """The sections that a rule reads, and the rule."""

    needs: tuple[str, ...]
    find: Callable[..., Iterator[Fault]]


def walk(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every value inside a part as it stands in the file, with its place."""
    yield path, value
    if isinstance(value, Part):
        for key, name in type(value).keys().items():
            if name in value.model_fields_set:
                yield from walk(getattr(value, name), (*path, key))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from walk(item, (*path, number))


def repeated(values: Iterable[Hashable]) -> Iterator[int]:
    """The places, counted from 0, of values that stood before."""
    seen: defaultdict[Hashable, int] = defaultdict(int)
    for number, value in enumerate(values):
        seen[value] += 1
        if seen[value] > 1:
            yield number

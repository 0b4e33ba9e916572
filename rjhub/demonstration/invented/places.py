"""Where invented people live: real towns, but streets and postcodes that nobody has.

The outward code of every address belongs to no postcode district (`postcode_districts.csv` lists those that
exist), so no invented name can stand with an address that somebody lives at, whatever the street is called.
"""

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from rjhub.demonstration.invented.draws import table_of

_INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # Royal Mail never uses C I K M O V here


class Place(NamedTuple):
    """A town, the district that it lies in, and one outward code."""

    town: str
    district: str
    outward: str


@cache
def places(force: str) -> list[Place]:
    """Towns of a force area, repeated by size. Raises KeyError if the area has none."""
    weighted = [
        (Place(row["town"], row["district"], outward), int(row["weight"]) / len(row["outward_codes"].split()))
        for row in _rows("places.csv")
        if row["force"] == force
        for outward in row["outward_codes"].split()
    ]
    if not weighted:
        raise KeyError(force)
    return table_of(weighted)


@cache
def streets() -> list[str]:
    """Every street name with every kind of street."""
    content = tomllib.loads(_text("streets.toml"))
    return [f"{name} {kind}" for name in content["names"].split() for kind in content["kinds"].split()]


@cache
def houses() -> list[str]:
    """House numbers, low ones more often, and some flats."""
    numbers = [(str(number), 200.0 - number) for number in range(1, 181)]
    flats = [(f"Flat {flat}, {number}", 6.0) for flat in range(1, 13) for number in range(2, 60, 3)]
    return table_of(numbers + flats)


@cache
def inward_codes() -> list[str]:
    """Every inward code that has the right form."""
    letters = _INWARD_LETTERS
    return [f"{sector}{first}{second}" for sector in range(10) for first in letters for second in letters]


@cache
def allocated_districts() -> dict[str, frozenset[int]]:
    """The numbers of the postcode districts that exist in each postcode area of England and Wales."""
    return {row["area"]: frozenset(_numbers(row["allocated"])) for row in _rows("postcode_districts.csv")}


def _numbers(ranges: str) -> Iterator[int]:
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(_text(name).splitlines())


def _text(name: str) -> str:
    return resources.files("rjhub.demonstration.invented").joinpath("data", name).read_text(encoding="utf-8")

"""Chance that repeats: the same seed gives the same numbers on every machine and in every run.

`Draws` gives whole columns at once, because that is what makes a million people take seconds; `Chance`
gives one answer at a time, for stories and histories.
"""

import random
import sys
from array import array
from collections.abc import Iterable, Sequence
from typing import TypeVar

TABLE_SIZE = 4096
_TOP = 65536
_MASK = (1 << 64) - 1

T = TypeVar("T")


class Draws:
    """Columns of chance for one batch of people."""

    def __init__(self, seed: str, size: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 repeatable, not secret
        self._size = size

    def column(self) -> "array[int]":
        """One number from 0 to 65,535 for each row."""
        drawn = array("H")
        drawn.frombytes(self._random.randbytes(2 * self._size))
        if sys.byteorder == "big":
            drawn.byteswap()
        return drawn

    def pick(self, table: Sequence[T]) -> list[T]:
        """One entry of a table for each row; every entry is equally likely."""
        size = len(table)
        return [table[drawn * size >> 16] for drawn in self.column()]

    def yes(self, share: float) -> list[bool]:
        """Yes in that share of the rows."""
        limit = round(share * _TOP)
        return [drawn < limit for drawn in self.column()]


class Chance:
    """One answer at a time."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 repeatable, not secret

    def pick(self, table: Sequence[T]) -> T:
        """Pick an entry of a table; every entry is equally likely."""
        return table[int(self._random.random() * len(table))]

    def yes(self, share: float) -> bool:
        """Yes in that share of the times."""
        return self._random.random() < share

    def between(self, least: int, most: int) -> int:
        """Pick a whole number, both ends included."""
        return least + int(self._random.random() * (most - least + 1))

    def some(self, table: Sequence[T], count: int) -> list[T]:
        """Pick that many different entries, in the order of the table; all of them if there are fewer."""
        places = sorted(range(len(table)), key=lambda _place: self._random.random())[:count]
        return [table[place] for place in sorted(places)]


def table_of(weighted: Iterable[tuple[T, float]], size: int = TABLE_SIZE) -> list[T]:
    """Repeat each entry in proportion to its weight, so that an even draw from the table is a weighted one.

    Largest remainders fill the last places. An entry too light for one place is left out.
    """
    entries = [(entry, weight) for entry, weight in weighted if weight > 0]
    total = sum(weight for _, weight in entries)
    exact = [weight / total * size for _, weight in entries]
    counts = [int(share) for share in exact]
    by_remainder = sorted(range(len(entries)), key=lambda i: counts[i] - exact[i])
    for place in by_remainder[: size - sum(counts)]:
        counts[place] += 1
    return [entry for (entry, _), count in zip(entries, counts, strict=True) for _ in range(count)]


def falling(entries: Sequence[T], *, start: float = 4.0, steepness: float = 0.7) -> list[tuple[T, float]]:
    """Weigh entries of a list in which the most common stands first, the way names fall off."""
    return [(entry, (place + start) ** -steepness) for place, entry in enumerate(entries)]


def scattered(seed: int, number: int) -> int:
    """Scatter a number over 64 bits: four even draws of 16 bits, the same for the same seed.

    The finaliser of SplitMix64 (Steele, Lea and Flood 2014); much faster than a new generator for each
    person.
    """
    bits = (number * 0x9E3779B97F4A7C15 + seed * 0xD1342543DE82EF95 + 0x632BE59BD9B4E019) & _MASK
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & _MASK
    return bits ^ (bits >> 31)

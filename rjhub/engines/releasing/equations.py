"""What an attacker knows, as equations: every published count is a sum of numbers of 0 or more.

The smallest numbers are the counts of each combination of labels in each stretch of time between the
beginnings and ends of all periods. So running totals, months and quarters that add up, and tables by other
columns, all speak of the same numbers.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from scipy import sparse

from rjhub.engines.releasing.tables import TOTAL, Key, Period, Table
from rjhub.engines.trouble import UnusableError

Matrix: TypeAlias = sparse.csr_array
_MOST = 200_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of one release."""

    release: int
    key: Key
    count: int | None


@dataclass(frozen=True, slots=True)
class System:
    """All cells of all releases, and for each the numbers that it is a sum of."""

    tables: tuple[Table, ...]
    cells: tuple[Cell, ...]
    matrix: Matrix

    def of(self, release: int) -> list[int]:
        """The places of the cells of one release."""
        return [at for at, cell in enumerate(self.cells) if cell.release == release]


def build(tables: Sequence[Table]) -> System:
    """Put releases together. Those without a period are running totals, in their order, unless a count falls."""
    spans = _spans(tables)
    marks = sorted({mark for span in spans for mark in span})
    by = list(dict.fromkeys(name for table in tables for name in table.by))
    levels = [_levels(tables, name) for name in by]
    inside = list(itertools.product(*levels))
    size = len(inside) * (len(marks) - 1)
    if size > _MOST:
        raise UnusableError(
            f"The releases together ask about {size:,} numbers, more than {_MOST:,}. Count by less."
        )
    labels = np.array(inside, dtype=object).reshape(len(inside), len(by))
    cells: list[Cell] = []
    rows, columns = [], []
    for at, table in enumerate(tables):
        low, high = (marks.index(mark) for mark in spans[at])
        places = [by.index(name) for name in table.by]
        for key, count in table.counts.items():
            fits = np.ones(len(inside), np.bool_)
            for place, label in zip(places, key, strict=True):
                if label != TOTAL:
                    fits &= labels[:, place] == label
            own = np.flatnonzero(fits)
            for stretch in range(low, high):
                columns.append(own + stretch * len(inside))
                rows.append(np.full(len(own), len(cells)))
            cells.append(Cell(at, key, count))
    where = (np.concatenate(rows), np.concatenate(columns))
    matrix = sparse.csr_array((np.ones(len(where[0])), where), shape=(len(cells), size))
    return System(tuple(tables), tuple(cells), matrix)


def nested(tables: Sequence[Table], one: int, other: int) -> bool:
    """Whether the period of one release lies within that of another, so that the difference speaks of people too."""
    spans = _spans(tables)
    (low, high), (start, end) = spans[one], spans[other]
    return spans[one] != spans[other] and ((start <= low and high <= end) or (low <= start and end <= high))


def _levels(tables: Sequence[Table], name: str) -> list[str]:
    found: dict[str, None] = {}
    for table in tables:
        if name in table.by:
            found |= dict.fromkeys(table.levels[table.by.index(name)])
    return list(found)


def _spans(tables: Sequence[Table]) -> list[tuple[str, str]]:
    dated = [table for table in tables if table.period]
    if len(dated) == len(tables):
        spans = [_checked(table) for table in tables]
    elif dated:
        raise UnusableError(
            f"Some releases say their period (from, to), as {dated[0].name}, and others do not. Give it for "
            f"all, or for none."
        )
    elif _falls(tables):
        spans = [(f"{at:06}", f"{at + 1:06}") for at in range(len(tables))]
    else:
        spans = [("000000", f"{at + 1:06}") for at in range(len(tables))]
    return spans


def _checked(table: Table) -> Period:
    low, high = table.period or ("", "")
    if not low < high:
        raise UnusableError(
            f"The period of {table.name} ends ({high}) before it begins ({low}). Use dates like 2026-03-27."
        )
    return low, high


def _falls(tables: Sequence[Table]) -> bool:
    """Whether some count of a later table is lower than that of an earlier: then they are no running totals."""
    last: dict[tuple[tuple[str, ...], Key], int] = {}
    for table in tables:
        for key, count in table.counts.items():
            if count is None:
                continue
            if count < last.get((table.by, key), 0):
                return True
            last[table.by, key] = count
    return False

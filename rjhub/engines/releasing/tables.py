"""Reads tables: one row for each cell, a column for each thing it is counted by, and the count.

A row with “Total” in a column is a sum over it; sums that the file leaves out are worked out and released too, because
whoever adds the cells knows them. A combination that has no row is 0. A hidden count is empty or “c”.
"""

import csv
import io
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rjhub.engines import delimited
from rjhub.engines.trouble import UnusableError

TOTAL = "Total"
HIDDEN = "c"
_TOTALS = frozenset({"total", "all", "alle", "totals"})
_HIDDEN = frozenset({"", "c", "*", "-", "x", "suppressed", "hidden"})
_COUNTS = ("count", "n", "number", "value", "cases", "people", "total")
_FROM, _TO = "from", "to"
_MOST = 20_000

Key = tuple[str, ...]
Period = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by combinations of labels, for one period. None is a count that is not told."""

    name: str
    by: tuple[str, ...]
    levels: tuple[tuple[str, ...], ...]
    counts: Mapping[Key, int | None]
    period: Period | None

    def inside(self) -> list[Key]:
        """The cells that are no sums."""
        return list(itertools.product(*self.levels))

    def with_counts(self, counts: Mapping[Key, int | None]) -> "Table":
        """The same table with other counts."""
        return Table(self.name, self.by, self.levels, counts, self.period)


def read(path: Path, *, count: str | None = None, period: Period | None = None) -> Table:
    """Read one. Raises UnusableError if it is no table, or its sums are wrong."""
    header, rows = _rows(path)
    column = _count_column(header, count, path.name)
    by = tuple(name for name in header if name not in {column, _FROM, _TO})
    if not by:
        raise UnusableError(
            f"{path.name} has only a count. Give a column for each thing that it is counted by."
        )
    counts: dict[Key, int | None] = {}
    periods = set()
    for line, row in rows:
        key = tuple(TOTAL if row[name].lower() in _TOTALS else row[name] for name in by)
        if key in counts:
            raise UnusableError(
                f"Line {line} of {path.name} repeats the cell {words(by, key)}. Give each once."
            )
        counts[key] = _count(row[column], line, path.name)
        periods.add((row.get(_FROM, ""), row.get(_TO, "")))
    if len(periods) > 1:
        raise UnusableError(f"{path.name} holds more than one period. Release each in a file of its own.")
    (found,) = periods
    return complete(path.name, by, counts, period or (found if all(found) else None))


def complete(name: str, by: tuple[str, ...], counts: dict[Key, int | None], period: Period | None) -> Table:
    """Add combinations that are 0, and sums. Raises UnusableError if a sum that is given is wrong."""
    levels = tuple(tuple(sorted({key[at] for key in counts if key[at] != TOTAL})) for at in range(len(by)))
    if not all(levels):
        raise UnusableError(f"{name} has a column that holds only totals. Leave it out.")
    size = 1
    for each in levels:
        size *= len(each) + 1
    if size > _MOST:
        raise UnusableError(f"{name} has {size:,} cells with its sums, more than {_MOST:,}. Count by less.")
    inside = list(itertools.product(*levels))
    hidden = any(value is None for value in counts.values())
    out: dict[Key, int | None] = {key: counts.get(key, None if hidden else 0) for key in inside}
    for key in itertools.product(*((TOTAL, *each) for each in levels)):
        if TOTAL not in key:
            continue
        parts = [out[part] for part in inside if covers(key, part)]
        added = None if None in parts else sum(part for part in parts if part is not None)
        given = counts.get(key, added if key not in counts else None)
        if given is not None and added is not None and given != added:
            raise UnusableError(
                f"{words(by, key)} in {name} is {given:,}, but its parts add up to {added:,}. Correct one of them."
            )
        out[key] = given if key in counts else (None if hidden else added)
    return Table(name, by, levels, out, period)


def covers(key: Key, part: Key) -> bool:
    """Whether a sum holds a cell."""
    return all(own in (TOTAL, other) for own, other in zip(key, part, strict=True))


def words(by: Iterable[str], key: Key) -> str:
    """A cell in words."""
    return ", ".join(f"{name} {label}" for name, label in zip(by, key, strict=True))


def as_csv(table: Table) -> str:
    """The table as it is released: what is hidden is “c”."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    extra = [_FROM, _TO] if table.period else []
    writer.writerow([*table.by, *extra, "count"])
    for key, value in table.counts.items():
        writer.writerow([*key, *(table.period or ()), HIDDEN if value is None else value])
    return out.getvalue()


def _rows(path: Path) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    every = delimited.rows(path)
    lines = [(line, [value.strip() for value in row]) for line, row in every if any(map(str.strip, row))]
    if len(lines) < 2:  # noqa: PLR2004 a header and a row
        raise UnusableError(f"{path.name} has no rows.")
    header = lines[0][1]
    uneven = [line for line, row in lines[1:] if len(row) != len(header)]
    if uneven or len(set(header)) != len(header):
        where = f"line {uneven[0]} has another number of values" if uneven else "two columns have one name"
        raise UnusableError(f"{path.name} is no table: {where}.")
    return header, [(line, dict(zip(header, row, strict=True))) for line, row in lines[1:]]


def _count_column(header: list[str], wanted: str | None, file: str) -> str:
    by_name = {name.lower(): name for name in header}
    found = wanted if wanted in header else next((by_name[name] for name in _COUNTS if name in by_name), None)
    if found is None or (wanted and wanted not in header):
        raise UnusableError(
            f"{file} has no column {wanted or 'count'}. Its columns are {', '.join(header)}; say which holds the count "
            "with --count."
        )
    return found


def _count(text: str, line: int, file: str) -> int | None:
    if text.lower() in _HIDDEN:
        return None
    try:
        value = float(text.replace(",", ""))
    except ValueError as error:
        raise UnusableError(f"The count in line {line} of {file} is “{text}”, not a whole number.") from error
    if value < 0 or not value.is_integer():
        raise UnusableError(f"The count in line {line} of {file} is {text}, not a whole number of 0 or more.")
    return int(value)

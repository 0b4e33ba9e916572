"""Reads data files: CSV, plain or gzipped. Lines are counted as a spreadsheet does, the header being line 1."""

import contextlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rjhub.engines import delimited
from rjhub.engines.evaluation.trouble import lines, rows
from rjhub.engines.trouble import UnusableError

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

_MISSING = frozenset({"", "na", "n/a", "nan", "null", "."})
_YES = frozenset({"1", "true", "t", "yes", "y"})
_NO = frozenset({"0", "false", "f", "no", "n"})


@dataclass(frozen=True, slots=True)
class Table:
    """A data file: for each column one text per row, and the line on which each row stands."""

    name: str
    columns: dict[str, list[str]]
    lines: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.lines)

    def column(self, name: str) -> list[str]:
        """One column. Raises UnusableError if there is none of that name."""
        if name not in self.columns:
            raise UnusableError(
                f"{self.name} has no column “{name}”. Its columns are {', '.join(self.columns)}."
            )
        return self.columns[name]

    def only(self, kept: Flags) -> "Table":
        """The same with only some of its rows."""
        chosen = np.flatnonzero(kept)
        columns = {name: [values[at] for at in chosen] for name, values in self.columns.items()}
        return Table(self.name, columns, self.lines[chosen])


def read(path: Path) -> Table:
    """Read a data file. Raises UnusableError in words that its owner understands."""
    found = list(delimited.rows(path))
    if not found:
        raise UnusableError(f"{path.name} is empty.")
    header = [name.strip() for name in found[0][1]]
    _check_header(header, path.name)
    body = [(line, row) for line, row in found[1:] if any(map(str.strip, row))]
    if not body:
        raise UnusableError(f"{path.name} has a header and no rows.")
    uneven = [line for line, row in body if len(row) != len(header)]
    if uneven:
        raise UnusableError(
            f"{path.name} has {len(header)} columns, but {lines(uneven)} "
            f"{'has' if len(uneven) == 1 else 'have'} more or fewer values. Correct the file."
        )
    columns = {name: [row[at].strip() for _, row in body] for at, name in enumerate(header) if name}
    return Table(path.name, columns, np.array([line for line, _ in body], np.int64))


def missing(value: str) -> bool:
    """Whether a text stands for no value."""
    return value.strip().lower() in _MISSING


def without_missing(table: Table, names: Iterable[str]) -> tuple[Table, list[int]]:
    """The rows that have all of these columns, and the lines of those that do not."""
    bad = np.zeros(len(table), np.bool_)
    for name in names:
        bad |= np.array([missing(value) for value in table.column(name)], np.bool_)
    return (table.only(~bad), table.lines[bad].tolist()) if bad.any() else (table, [])


def refuse_missing(table: Table, names: Sequence[str]) -> None:
    """Raises UnusableError if one of these columns has a row without a value, and says which."""
    found = []
    for name in dict.fromkeys(names):
        texts = table.column(name)
        lacking = {value for value in set(texts) if missing(value)}
        if lacking:
            bad = [at for at, value in enumerate(texts) if value in lacking]
            found.append(f"{name} in {rows(len(bad))} ({lines(table.lines[bad])})")
    if found:
        raise UnusableError(
            f"Values are missing in {table.name}: {'; '.join(found)}. "
            "Fill them in, leave the column out, or leave the rows out and say that you did (--drop-missing)."
        )


def is_number(table: Table, name: str) -> bool:
    """Whether every value of a column that is not missing is a number."""
    values = [value for value in set(table.column(name)) if not missing(value)]
    return bool(values) and all(_number(value) is not None for value in values)


def numbers(table: Table, name: str) -> Numbers:
    """A column as numbers. Raises UnusableError with the lines on which it has none."""
    refuse_missing(table, [name])
    with contextlib.suppress(ValueError):
        whole = np.array(table.column(name), np.float64)
        if np.isfinite(whole).all():
            return whole
    values = [_number(value) for value in table.column(name)]
    bad = [at for at, value in enumerate(values) if value is None or not math.isfinite(value)]
    if bad:
        example = table.column(name)[bad[0]]
        raise UnusableError(
            f"{name} must be numbers, but is “{example}” or the like in {lines(table.lines[bad])}."
        )
    return np.array(values, np.float64)


def yes_or_no(table: Table, wanted: str, *, what: str) -> Flags:
    """A column of two values as flags: `arm`, or `arm=RJ` to say which value means yes.

    1 and 2 are read as in R's Surv: 2 is yes. Raises UnusableError if the column has other values.
    """
    name, value = split(table, wanted)
    refuse_missing(table, [name])
    texts = table.column(name)
    if value is not None:
        if value not in texts:
            raise UnusableError(f"No row of {table.name} has “{value}” in the column “{name}”.")
        return np.array([text == value for text in texts], np.bool_)
    plain = [_plain(text) for text in texts]
    if set(plain) == {"1", "2"}:
        return np.array([text == "2" for text in plain], np.bool_)
    bad = [at for at, text in enumerate(plain) if text not in _YES | _NO]
    if bad:
        raise UnusableError(
            f"{name} must say yes or no ({what}), as 1 or 0, but is “{texts[bad[0]]}” or the like in "
            f"{lines(table.lines[bad])}. To say which value means yes, write {name}=VALUE."
        )
    return np.array([text in _YES for text in plain], np.bool_)


def split(table: Table, wanted: str) -> tuple[str, str | None]:
    """Take `column=value` apart; a column whose own name has a sign in it is left whole."""
    if wanted in table.columns or "=" not in wanted:
        return wanted, None
    name, _, value = wanted.partition("=")
    return name.strip(), value.strip()


def _plain(text: str) -> str:
    number = _number(text)
    return str(int(number)) if number is not None and number.is_integer() else text.lower()


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _check_header(header: list[str], file: str) -> None:
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise UnusableError(f"{file} has the column “{twice[0]}” twice. Give every column its own name.")
    if len(header) == 1 and _number(header[0]) is not None:
        raise UnusableError(f"{file} has no header: its first line must name the columns.")

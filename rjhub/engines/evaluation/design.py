"""Covariates as columns of numbers: as they stand, as levels of a category, or as a term such as `age^2`.

A term is `age^2`, `sqrt(priors)`, `log(income)`, `priors==0` (1 where it is so) or `age*female` (their product).
A column of words is a category; its first level in alphabetical order is what the others are compared with. Numbers
are taken as numbers unless they are named as a category.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from rjhub.engines.evaluation import reading
from rjhub.engines.evaluation.reading import Numbers, Table
from rjhub.engines.evaluation.trouble import lines
from rjhub.engines.trouble import UnusableError

_MOST_LEVELS = 100
_CALL = re.compile(r"^(sqrt|log|log1p)\((.+)\)$")
_POWER = re.compile(r"^(.+)\^([2-5])$")
_EQUAL = re.compile(r"^(.+?)==(.+)$")


@dataclass(frozen=True, slots=True)
class Design:
    """One column of numbers for each name; `of` says from which covariate each came."""

    names: tuple[str, ...]
    matrix: Numbers
    of: tuple[str, ...]

    def with_one(self) -> Numbers:
        """The columns, after one of ones."""
        return np.column_stack([np.ones(len(self.matrix)), self.matrix])


def sources(table: Table, terms: Sequence[str]) -> list[str]:
    """The columns of the file that some terms need."""
    return list(dict.fromkeys(name for term in terms for name in _sources(table, term)))


def build(
    table: Table,
    terms: Sequence[str],
    *,
    categories: Collection[str] = (),
    every_level: bool = False,
    constant: str = "refuse",
) -> Design:
    """Make the columns. Raises UnusableError for a column that is missing, is no number, or never changes."""
    names: list[str] = []
    columns: list[Numbers] = []
    of: list[str] = []
    for term in dict.fromkeys(terms):
        for name, values in _columns(table, term, categories, every_level=every_level):
            if constant == "refuse" and np.ptp(values) == 0:
                raise UnusableError(
                    f"{name} is the same in every row of {table.name}. Leave it out of the covariates."
                )
            names.append(name)
            columns.append(values)
            of.append(term)
    matrix = np.column_stack(columns) if columns else np.zeros((len(table), 0))
    return Design(tuple(names), matrix, tuple(of))


def refuse_dependent(design: Design) -> None:
    """Raises UnusableError if a column can be worked out from the others: then no model can tell them apart."""
    kept: list[Numbers] = [np.ones(len(design.matrix)) / np.sqrt(len(design.matrix))]
    for name, column in zip(design.names, design.matrix.T, strict=True):
        size = float(np.linalg.norm(column))
        rest = column.astype(np.float64)
        for _ in range(2):
            for other in kept:
                rest = rest - other * float(other @ rest)
        if float(np.linalg.norm(rest)) < 1e-9 * max(size, 1e-300):
            raise UnusableError(
                f"{name} can be worked out from the covariates before it, so its part cannot be told from theirs. "
                "Leave one of them out."
            )
        kept.append(rest / np.linalg.norm(rest))


def _columns(
    table: Table, term: str, categories: Collection[str], *, every_level: bool
) -> list[tuple[str, Numbers]]:
    if term in table.columns:
        reading.refuse_missing(table, [term])
        if term in categories or not reading.is_number(table, term):
            return _levels(table, term, every_level=every_level)
        return [(term, reading.numbers(table, term))]
    return [(term, _worked_out(table, term))]


def _levels(table: Table, name: str, *, every_level: bool) -> list[tuple[str, Numbers]]:
    texts = np.array(table.column(name))
    found = sorted(set(texts.tolist()), key=_by_number)
    if len(found) > _MOST_LEVELS or len(found) > len(texts) / 2:
        raise UnusableError(
            f"{name} has {len(found):,} different values, too many for a category. Is it a number with a slip in it?"
        )
    two = len(found) == 2  # noqa: PLR2004 yes and no
    chosen = found if every_level and not two else found[1:] or found
    return [(f"{name}={level}", (texts == level).astype(np.float64)) for level in chosen]


def _by_number(text: str) -> tuple[float, str]:
    try:
        return float(text), text
    except ValueError:
        return float("inf"), text


def _sources(table: Table, term: str) -> list[str]:
    if term in table.columns:
        return [term]
    for pattern, place in ((_CALL, 2), (_POWER, 1), (_EQUAL, 1)):
        if found := pattern.match(term):
            return _sources(table, found[place].strip())
    if "*" in term:
        return [name for part in term.split("*") for name in _sources(table, part.strip())]
    table.column(term)  # says that there is none
    return []


def _worked_out(table: Table, term: str) -> Numbers:
    if term in table.columns:
        return reading.numbers(table, term)
    if found := _CALL.match(term):
        return _called(table, found[1], found[2].strip())
    if found := _POWER.match(term):
        return np.asarray(_worked_out(table, found[1].strip()) ** int(found[2]))
    if found := _EQUAL.match(term):
        return _equal(table, found[1].strip(), found[2].strip())
    if "*" in term:
        parts = [_worked_out(table, part.strip()) for part in term.split("*")]
        return np.asarray(np.prod(parts, axis=0))
    return reading.numbers(table, term)


def _called(table: Table, how: str, of: str) -> Numbers:
    values = _worked_out(table, of)
    lowest = {"sqrt": 0.0, "log": 1e-300, "log1p": -1 + 1e-12}[how]
    if (values < lowest).any():
        raise UnusableError(f"{how}({of}) cannot be taken in {lines(table.lines[values < lowest])}.")
    work: dict[str, Callable[[Numbers], Numbers]] = {"sqrt": np.sqrt, "log": np.log, "log1p": np.log1p}
    return np.asarray(work[how](values))


def _equal(table: Table, name: str, value: str) -> Numbers:
    if name in table.columns and not reading.is_number(table, name):
        reading.refuse_missing(table, [name])
        return np.array([text == value for text in table.column(name)], np.float64)
    try:
        return np.asarray((_worked_out(table, name) == float(value)).astype(np.float64))
    except ValueError as error:
        raise UnusableError(f"{name}=={value} compares a number with words.") from error

"""How alike two values are, worked out once for each different pair of values."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rjhub.engines.linkage.table import Column, Floats, Ints
from rjhub.kernel.matching.nicknames import roots_of

Scorer = Callable[[Sequence[str], Sequence[str]], Any]


def jaro_winkler(one: Sequence[str], other: Sequence[str]) -> Any:
    """From 0 to 1."""
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    return process.cpdist(one, other, scorer=JaroWinkler.similarity)


def slips(one: Sequence[str], other: Sequence[str]) -> Any:
    """How many letters are wrong, missing, too many or swapped."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    return process.cpdist(one, other, scorer=OSA.distance)


def contained(one: Sequence[str], other: Sequence[str]) -> Any:
    """How well the shorter stands somewhere inside the longer: from 0 to 1."""
    from rapidfuzz import fuzz, process

    return process.cpdist(one, other, scorer=fuzz.partial_ratio) / 100


def in_any_order(one: Sequence[str], other: Sequence[str]) -> Any:
    """How alike two lines are whatever the order of their words: from 0 to 1."""
    from rapidfuzz import fuzz, process

    return process.cpdist(one, other, scorer=fuzz.token_sort_ratio) / 100


def nicknames(one: Sequence[str], other: Sequence[str]) -> Any:
    """1 where two first names may be the same name in two forms."""
    return [float(not roots_of(a).isdisjoint(roots_of(b))) for a, b in zip(one, other, strict=True)]


def shared_word(one: Sequence[str], other: Sequence[str]) -> Any:
    """1 where one of several words is the same."""
    return [float(not set(a.split()).isdisjoint(b.split())) for a, b in zip(one, other, strict=True)]


def equal(one: Sequence[str], other: Sequence[str]) -> Any:
    """1 or 0."""
    return [float(a == b) for a, b in zip(one, other, strict=True)]


class Pairing:
    """The values of the records of each pair; each different pair of values once, where that saves work."""

    def __init__(self, first: Column, one: Ints, second: Column, other: Ints) -> None:
        a, b = first.codes[one], second.codes[other]
        self._both: NDArray[np.bool_] = (a >= 0) & (b >= 0)
        a, b = a[self._both], b[self._both]
        self._at: Ints | None = None
        if len(first.values) * 4 < len(a) or len(second.values) * 4 < len(a):
            unique, self._at = np.unique(a * len(second.values) + b, return_inverse=True)
            a, b = unique // len(second.values), unique % len(second.values)
        self._lefts: list[str] = first.spelt[a].tolist()
        self._rights: list[str] = second.spelt[b].tolist()

    def by(self, scorer: Scorer) -> Floats:
        """Compare them; NaN where one says nothing."""
        out: Floats = np.full(len(self._both), np.nan, dtype=np.float32)
        if self._lefts:
            found = np.asarray(scorer(self._lefts, self._rights), dtype=np.float32)
            out[self._both] = found if self._at is None else found[self._at]
        return out


def alike(scorer: Scorer, first: Column, one: Ints, second: Column, other: Ints) -> Floats:
    """Compare the values of the records of each pair in one way; NaN where one says nothing."""
    return Pairing(first, one, second, other).by(scorer)


def same(column: Column, one: Ints, other: Ints) -> Floats:
    """1 or 0; NaN where one says nothing."""
    a, b = column.codes[one], column.codes[other]
    out: Floats = (a == b).astype(np.float32)
    out[(a < 0) | (b < 0)] = np.nan
    return out


def rarity(column: Column, one: Ints, other: Ints, size: int) -> Floats:
    """How many bits the more common of both values tells: log2 of records for one record that has it."""
    if not column.any():
        return np.full(len(one), np.nan, dtype=np.float32)
    bits = np.append(np.log2(max(size, 2) / np.maximum(column.counts, 1)), np.nan).astype(np.float32)
    out: Floats = np.minimum(bits[column.codes[one]], bits[column.codes[other]])
    return out

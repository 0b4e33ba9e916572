"""How alike two values are, worked out once for each different pair of values."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

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


def nicknames(one: Sequence[str], other: Sequence[str]) -> Any:
    """1 where two first names may be the same name in two forms."""
    return [float(not roots_of(a).isdisjoint(roots_of(b))) for a, b in zip(one, other, strict=True)]


def shared_word(one: Sequence[str], other: Sequence[str]) -> Any:
    """1 where one of several words is the same."""
    return [float(not set(a.split()).isdisjoint(b.split())) for a, b in zip(one, other, strict=True)]


def alike(scorer: Scorer, first: Column, one: Ints, second: Column, other: Ints) -> Floats:
    """Compare the values of the records of each pair; NaN where one says nothing."""
    a, b = first.codes[one], second.codes[other]
    out: Floats = np.full(len(one), np.nan, dtype=np.float32)
    both = (a >= 0) & (b >= 0)
    if not both.any():
        return out
    unique, at = np.unique(a[both] * len(second.values) + b[both], return_inverse=True)
    lefts = [first.values[code] for code in unique // len(second.values)]
    rights = [second.values[code] for code in unique % len(second.values)]
    out[both] = np.asarray(scorer(lefts, rights), dtype=np.float32)[at]
    return out


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

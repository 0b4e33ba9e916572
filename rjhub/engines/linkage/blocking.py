"""Which pairs are compared at all: those that share a key.

A key is a few facts together, each rare enough to matter. A block that is too large (a million records of
one name) is sorted by what else its records say, and each is compared with its neighbours only, so that the
number of pairs grows as the number of records does.
"""

from itertools import product

import numpy as np
from numpy.typing import NDArray

from rjhub.engines.linkage.table import Ints, Table

Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]
MOST_IN_A_BLOCK = 60
NEIGHBOURS = 6
MOST_ABOUT_ONE, NEIGHBOURS_OF_ONE = 200, 20
_NAMES = ("root", "root_2", "given_sound")
_FAMILIES = ("family_sound", "part_sound", "part_sound_2")
# Each rule is the facts that must agree; where a fact can be had in several ways, each way is tried.
_RULES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("phone",),),
    (("email",),),
    (("either_way",), (*_NAMES, "middle_root")),
    (("either_way",), _FAMILIES),
    (("postcode",), (*_NAMES, "middle_root")),
    (("postcode",), _FAMILIES),
    (_NAMES, _FAMILIES, ("year",)),
    (_NAMES, _FAMILIES, ("outward",)),
    (_NAMES, _FAMILIES, ("birthday",)),
    (_NAMES, _FAMILIES, ("town",)),
    (("whole",),),
    (("sounds",), ("year",)),
    (("sounds",), ("outward",)),
    (("home",), _NAMES),
    (("home",), _FAMILIES),
    (("home",), ("year",)),
    (("month",), _FAMILIES),
    (("birthday",), ("family_start",), ("initial",)),
    (("mailbox",),),
    (("born",),),
    (("swapped", "born"),),
    (("postcode",),),
    (("home",),),
    (_NAMES, _FAMILIES),
    (_FAMILIES, ("town",)),
    (_FAMILIES, ("year",)),
    (_FAMILIES, ("outward",)),
    (("root", "root_2"), ("year",), ("town",)),
    (("root", "root_2"), ("birthday",)),
    (("given_sound",), ("month",)),
    (("outward",), ("family_start",), ("initial",)),
)


def candidates(table: Table, about: Flags | None = None) -> tuple[Ints, Ints]:
    """Give the pairs worth comparing, each once and the lower record first.

    With `about`, only pairs of which one record at least is so marked; they are looked for in larger blocks.
    """
    order = _tie_break(table)
    found: list[Ints] = []
    for number, rule in enumerate(_RULES):
        records, keys = _keys(table, rule, number)
        found.append(_pairs(table, records, keys, order, about))
    for number, column in enumerate(table.numbers):
        records = np.flatnonzero(column.codes >= 0)
        keys = _mixed(np.full(len(records), 1000 + number, dtype=np.uint64), column.codes[records])
        found.append(_pairs(table, records, keys, order, about))
    pairs = np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)
    return pairs // table.size if table.size else pairs, pairs % table.size if table.size else pairs


def _keys(table: Table, rule: tuple[tuple[str, ...], ...], number: int) -> tuple[Ints, Hashes]:
    """Every key of every record by one rule."""
    records: list[Ints] = []
    keys: list[Hashes] = []
    for ways in product(*rule):
        codes = [table[way].codes for way in ways]
        whole = np.flatnonzero(np.all([column >= 0 for column in codes], axis=0))
        key: Hashes = np.full(len(whole), number + 1, dtype=np.uint64)
        for way, column in zip(ways, codes, strict=True):
            key = _mixed(key, table[way].hashes[column[whole]])
        records.append(whole)
        keys.append(key)
    return np.concatenate(records), np.concatenate(keys)


def _mixed(key: Hashes, codes: Ints) -> Hashes:
    """Mix another fact into keys (the finaliser of SplitMix64)."""
    bits: Hashes = (codes.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)) ^ (
        key * np.uint64(0xD1342543DE82EF95)
    )
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


def _tie_break(table: Table) -> Hashes:
    """An order in which records that say the same stand together."""
    order = np.zeros(table.size, dtype=np.uint64)
    for name in ("born", "postcode", "family", "given"):
        column = table[name]
        rank = np.zeros(len(column.values) + 1, dtype=np.int64)
        rank[:-1][np.argsort(np.array(column.values, dtype=object))] = np.arange(1, len(column.values) + 1)
        order = order * np.uint64(65_537) + rank[column.codes].astype(np.uint64)
    return order


def _pairs(table: Table, records: Ints, keys: Hashes, order: Hashes, about: Flags | None) -> Ints:
    """Pair what shares a key; in blocks that are too large, neighbours only."""
    most, near = (MOST_IN_A_BLOCK, NEIGHBOURS) if about is None else (MOST_ABOUT_ONE, NEIGHBOURS_OF_ONE)
    if about is not None:
        worth = np.isin(keys, keys[about[records]])
        records, keys = records[worth], keys[worth]
    by_key = np.lexsort((records, order[records], keys))
    records, keys = records[by_key], keys[by_key]
    fresh = np.r_[True, (keys[1:] != keys[:-1]) | (records[1:] != records[:-1])][: len(keys)]
    records, keys = records[fresh], keys[fresh]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(keys)])
    reach = np.repeat(np.where(sizes > most, near, most), sizes)
    found = [np.empty(0, dtype=np.int64)]
    at = np.arange(len(keys))
    for step in range(1, most):
        at = at[at + step < len(keys)]
        at = at[(keys[at] == keys[at + step]) & (reach[at] >= step)]
        if not len(at):
            break
        one, other = records[at], records[at + step]
        if about is not None:
            wanted = about[one] | about[other]
            one, other = one[wanted], other[wanted]
        found.append(_as_numbers(table, one, other))
    return np.unique(np.concatenate(found))


def _as_numbers(table: Table, one: Ints, other: Ints) -> Ints:
    """A pair as one number, without pairs of a record with itself."""
    apart = one != other
    return np.asarray(np.minimum(one, other)[apart] * table.size + np.maximum(one, other)[apart])

"""Leaves out of a great many candidate pairs those of which nothing can come, at little cost.

In a large file most pairs that share a key share nothing else. What agrees, what differs and what is missing makes
a pattern that is told from codes alone. Some of the pairs are judged in full; a pattern of which many were judged
and none was likely is left out unjudged. A pattern that was seen too seldom is kept.
"""

import numpy as np
from numpy.typing import NDArray

from rjhub.engines.linkage.judging import Judge, Pairs
from rjhub.engines.linkage.table import Ints

WORTH_IT = 1_500_000  # pairs: below that, all are judged
_SAMPLE = 200_000
_ENOUGH = 12  # of one pattern, judged
_LIKELY = -6.0  # log-odds
_FACTS = (
    "root", "given_sound", "initial", "family_sound", "part_sound", "family_start", "born", "year", "birthday",
    "postcode", "outward", "phone", "email", "mailbox", "home", "town", "sounds",
)  # fmt: skip


def sifted(judge: Judge, pairs: Pairs, worth_it: int = WORTH_IT) -> Pairs:
    """The pairs of which something may come."""
    count = len(pairs[0])
    if count < worth_it:
        return pairs
    some = np.sort(np.random.default_rng(1).choice(count, min(count, _SAMPLE), replace=False))
    one, other = pairs[0][some], pairs[1][some]
    judged = judge.of((one, other), least=_LIKELY)
    size = judge.table.size
    likely = np.isin(one * size + other, judged.one * size + judged.other)
    patterns, place, seen = np.unique(_patterns(judge, one, other), return_inverse=True, return_counts=True)
    hopeful = np.bincount(place, likely, len(patterns)) > 0
    hopeless = patterns[(seen >= _ENOUGH) & ~hopeful]
    kept = np.ones(count, dtype=bool)
    step = 2_000_000
    for start in range(0, count, step):
        part = slice(start, start + step)
        kept[part] = ~np.isin(_patterns(judge, pairs[0][part], pairs[1][part]), hopeless)
    return pairs[0][kept], pairs[1][kept]


def _patterns(judge: Judge, one: Ints, other: Ints) -> NDArray[np.int64]:
    """What agrees (2), differs (1) or is missing (0), as one number for each pair."""
    columns = [judge.table[name] for name in _FACTS] + judge.table.numbers
    pattern = np.zeros(len(one), dtype=np.int64)
    for column in columns:
        a, b = column.codes[one], column.codes[other]
        state = (a == b).astype(np.int64) + 1
        state[(a < 0) | (b < 0)] = 0
        pattern = pattern * 3 + state
    return pattern

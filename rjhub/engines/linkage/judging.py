"""From candidate pairs to what is thought of them, a part at a time, so that memory stays small.

Large files are shared out over the processors; the answer is the same on one.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rjhub.engines.linkage import guards, weights
from rjhub.engines.linkage.comparing import Facts, facts_of
from rjhub.engines.linkage.model import Trees
from rjhub.engines.linkage.table import Floats, Ints, Table

AT_ONCE = 200_000
FLOOR = -18.0  # bits: what weighs less by Fellegi and Sunter is not looked at again
BELIEVABLE = -8.0  # log-odds: pairs that are less likely are forgotten
_BY_WEIGHT = 0.1  # how much of a say the weight keeps: a file may be of a kind that nobody invented
GUARDED = -4.0  # log-odds of a pair that is kept apart
_WORTH_SHARING_OUT = 1_000_000  # pairs
_MOST_PROCESSES = 4
KEPT = (
    "weight", "given", "given_form", "family", "full", "born_slips", "years_apart", "postcode_slips", "street_words",
    "phone_slips", "email_slips", "numbers_slips", "sex", "middle",
)  # fmt: skip
Pairs = tuple[Ints, Ints]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs, the first record before the second, the log-odds (base 2) that they are one person, and some facts."""

    one: Ints
    other: Ints
    odds: Floats
    facts: Facts

    def where(self, kept: "NDArray[np.bool_] | Ints") -> "Judged":
        """Some of the pairs, or all in another order."""
        facts = {name: fact[kept] for name, fact in self.facts.items()}
        return Judged(self.one[kept], self.other[kept], self.odds[kept], facts)

    def thought(self, odds: Floats) -> "Judged":
        """The same pairs, thought of otherwise; what is kept apart stays apart."""
        capped = np.where(self.facts["guarded"] > 0, np.minimum(odds, GUARDED), odds)
        return Judged(self.one, self.other, capped.astype(np.float32), self.facts)


def together(parts: Sequence[Judged]) -> Judged:
    """Pairs that were judged apart."""
    return Judged(
        np.concatenate([part.one for part in parts]),
        np.concatenate([part.other for part in parts]),
        np.concatenate([part.odds for part in parts]),
        {name: np.concatenate([part.facts[name] for part in parts]) for name in parts[0].facts},
    )


def weighed(table: Table, one: Ints, other: Ints, learnt: weights.Weights) -> Facts:
    """The facts of pairs, and their match weight with the prior: in a larger file more people agree by chance."""
    facts = facts_of(table, one, other)
    falls = weights.waterfall(facts, learnt)
    facts |= {f"bits_{name}": bits for name, bits in falls.items()}
    facts["weight"] = weights.total(falls) + np.float32(learnt.prior)
    return facts


@dataclass(frozen=True, slots=True)
class Judge:
    """By what pairs of one table are judged, and which facts of them are kept."""

    table: Table
    learnt: weights.Weights
    trees: Trees
    kept: tuple[str, ...] = KEPT

    def of(
        self, pairs: Pairs, progress: Progress = lambda _done, _of: None, least: float = -np.inf
    ) -> Judged:
        """Judge pairs. Left out is what weighs nothing, and what is less likely than `least`."""
        count, parts = len(pairs[0]), []
        for number, part in enumerate(_shared_out(self, pairs, least), 1):
            parts.append(part)
            progress(min(number * AT_ONCE, count), count)
        return together(parts)

    def part(self, pairs: Pairs, least: float) -> Judged:
        """Judge so many pairs as fit into memory with all their facts."""
        one, other = pairs
        facts = weighed(self.table, one, other, self.learnt)
        worth = facts["weight"] > FLOOR
        facts = {name: fact[worth] for name, fact in facts.items()}
        odds = (1 - _BY_WEIGHT) * self.trees.odds(facts) + _BY_WEIGHT * np.clip(facts["weight"], -12, 12)
        own = {name: facts[name] for name in self.kept}
        own["guarded"] = guards.apart(facts).astype(np.float32)
        judged = Judged(one[worth], other[worth], odds, own).thought(odds)
        return judged.where(judged.odds > least)


_at_work: list[
    tuple[Judge, Pairs, float]
] = []  # what the other processes have before them when they are made


def _shared_out(judge: Judge, pairs: Pairs, least: float) -> Iterator[Judged]:
    starts = range(0, max(len(pairs[0]), 1), AT_ONCE)
    processes = min(len(os.sched_getaffinity(0)), _MOST_PROCESSES) if sys.platform == "linux" else 1
    if processes < 2 or len(pairs[0]) < _WORTH_SHARING_OUT:  # noqa: PLR2004 nobody to share with
        for start in starts:
            yield judge.part(_slice(pairs, start), least)
        return
    _at_work.append((judge, pairs, least))
    try:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            yield from pool.imap(_one_part, starts)
    finally:
        _at_work.pop()


def _one_part(start: int) -> Judged:
    judge, pairs, least = _at_work[-1]
    return judge.part(_slice(pairs, start), least)


def _slice(pairs: Pairs, start: int) -> Pairs:
    return pairs[0][start : start + AT_ONCE], pairs[1][start : start + AT_ONCE]

"""From candidate pairs to what is thought of them, a part at a time, so that memory stays small."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rjhub.engines.linkage import guards, weights
from rjhub.engines.linkage.comparing import Facts, facts_of
from rjhub.engines.linkage.ranking import Model
from rjhub.engines.linkage.table import Floats, Ints, Table

AT_ONCE = 200_000
FLOOR = -18.0  # bits: what weighs less by Fellegi and Sunter is not looked at again
_BY_WEIGHT = 0.15  # how much of a say the weight keeps: a file may be of a kind that nobody invented
_GUARDED = -4.0  # log-odds of a pair that is kept apart
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs, the first record before the second, and the log-odds (base 2) that they are one person."""

    one: Ints
    other: Ints
    odds: Floats

    def where(self, kept: "np.typing.NDArray[np.bool_]") -> "Judged":
        """Some of the pairs."""
        return Judged(self.one[kept], self.other[kept], self.odds[kept])

    def and_also(self, more: "Judged") -> "Judged":
        """These pairs and others."""
        return Judged(
            np.concatenate((self.one, more.one)),
            np.concatenate((self.other, more.other)),
            np.concatenate((self.odds, more.odds)),
        )


def weighed(table: Table, one: Ints, other: Ints, learnt: weights.Weights) -> Facts:
    """The facts of pairs, and their match weight with the prior: in a larger file more people agree by chance."""
    facts = facts_of(table, one, other)
    facts["weight"] = weights.totals(facts, learnt) + np.float32(learnt.prior)
    return facts


def judge(
    table: Table,
    pairs: tuple[Ints, Ints],
    learnt: weights.Weights,
    model: Model,
    progress: Progress = lambda _done, _of: None,
) -> Judged:
    """Judge every pair that weighs anything; the others are left out."""
    parts = [Judged(pairs[0][:0], pairs[1][:0], np.empty(0, dtype=np.float32))]
    for start in range(0, len(pairs[0]), AT_ONCE):
        one, other = (side[start : start + AT_ONCE] for side in pairs)
        facts = weighed(table, one, other, learnt)
        worth = facts["weight"] > FLOOR
        facts = {name: fact[worth] for name, fact in facts.items()}
        odds = (1 - _BY_WEIGHT) * model.odds(facts) + _BY_WEIGHT * np.clip(
            facts["weight"] + learnt.prior, -12, 12
        )
        odds = np.where(guards.apart(facts), np.minimum(odds, _GUARDED), odds).astype(np.float32)
        parts.append(Judged(one[worth], other[worth], odds))
        progress(min(start + AT_ONCE, len(pairs[0])), len(pairs[0]))
    return Judged(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in ("one", "other", "odds"))
    )

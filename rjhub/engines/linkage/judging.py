"""From candidate pairs to what is thought of them, a part at a time, so that memory stays small."""

from collections.abc import Callable, Sequence
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
KEPT = (
    "weight", "given", "given_form", "family", "full", "born_slips", "years_apart", "postcode_slips", "street_words",
    "phone_slips", "email_slips", "numbers_slips", "sex", "middle",
)  # fmt: skip
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs, the first record before the second, the log-odds (base 2) that they are one person, and some facts."""

    one: Ints
    other: Ints
    odds: Floats
    facts: Facts

    def where(self, kept: NDArray[np.bool_]) -> "Judged":
        """Some of the pairs."""
        facts = {name: fact[kept] for name, fact in self.facts.items()}
        return Judged(self.one[kept], self.other[kept], self.odds[kept], facts)

    def and_also(self, more: "Judged") -> "Judged":
        """These pairs and others."""
        return together([self, more])

    def thought(self, odds: Floats) -> "Judged":
        """The same pairs, thought of otherwise; what is kept apart stays apart."""
        capped = np.where(self.facts["guarded"] > 0, np.minimum(odds, GUARDED), odds)
        return Judged(self.one, self.other, capped.astype(np.float32), self.facts)


def together(parts: Sequence[Judged]) -> Judged:
    """Pairs that were judged apart."""
    return Judged(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in ("one", "other", "odds")),
        {name: np.concatenate([part.facts[name] for part in parts]) for name in parts[0].facts},
    )


def weighed(table: Table, one: Ints, other: Ints, learnt: weights.Weights) -> Facts:
    """The facts of pairs, and their match weight with the prior: in a larger file more people agree by chance."""
    facts = facts_of(table, one, other)
    falls = weights.waterfall(facts, learnt)
    facts |= {f"bits_{name}": bits for name, bits in falls.items()}
    facts["weight"] = weights.total(falls) + np.float32(learnt.prior)
    return facts


def judge(
    table: Table,
    pairs: tuple[Ints, Ints],
    learnt: weights.Weights,
    trees: Trees,
    progress: Progress = lambda _done, _of: None,
    kept: Sequence[str] = KEPT,
) -> Judged:
    """Judge every pair that weighs anything; the others are left out."""
    parts = []
    for start in range(0, max(len(pairs[0]), 1), AT_ONCE):
        one, other = (side[start : start + AT_ONCE] for side in pairs)
        parts.append(_part(table, one, other, learnt, trees, kept))
        progress(min(start + AT_ONCE, len(pairs[0])), len(pairs[0]))
    return together(parts)


def _part(
    table: Table, one: Ints, other: Ints, learnt: weights.Weights, trees: Trees, kept: Sequence[str]
) -> Judged:
    facts = weighed(table, one, other, learnt)
    worth = facts["weight"] > FLOOR
    facts = {name: fact[worth] for name, fact in facts.items()}
    odds = (1 - _BY_WEIGHT) * trees.odds(facts) + _BY_WEIGHT * np.clip(facts["weight"], -12, 12)
    own = {name: facts[name] for name in kept} | {"guarded": guards.apart(facts).astype(np.float32)}
    judged = Judged(one[worth], other[worth], odds, own)
    return judged.thought(odds)

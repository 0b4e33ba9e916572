"""Duplicates in one file, people in two, and the answer to one new referral: the whole way, step by step."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from rjhub.engines.linkage import blocking, clustering, company, guards, judging, sieve, weights
from rjhub.engines.linkage.comparing import facts_of
from rjhub.engines.linkage.judging import Judge, Judged, Pairs
from rjhub.engines.linkage.model import COMPANY, PAIRS, Model
from rjhub.engines.linkage.reading import Records
from rjhub.engines.linkage.table import Floats, Ints, Table, tabulated

Say = Callable[[str, int, int], None]
SHOWN = -6.6  # log-odds, about 1 in 100: pairs that are less likely are not written
_TAUGHT_SIZE = 3_000  # records
_LINKED = -1.0  # log-odds from which pairs make a component, of which every pair is looked at


def silent(_what: str, _done: int, _of: int) -> None:
    """Say nothing of the progress."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A pair, and what each comparison weighs in it."""

    one: int
    other: int
    bits: dict[str, float]
    prior: float
    odds: float


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of a run. Pairs are places in the file; in the second file they follow those of the first."""

    pairs: Judged
    group: Ints
    compared: int
    weights: weights.Weights
    hardest: Doubtful | None


def deduplicated(records: Records, model: Model, say: Say = silent) -> Linked:
    """Find the records of one file that are of one person."""
    return _linked(tabulated(records), model, say)


def between(first: Records, second: Records, model: Model, say: Say = silent) -> Linked:
    """Find the people of one file in another.

    Pairs inside a file are judged too, because they say something of those across, but only those across are given.
    """
    linked = _linked(tabulated(first, second), model, say)
    across = (linked.pairs.one < len(first)) & (linked.pairs.other >= len(first))
    return replace(linked, pairs=linked.pairs.where(across))


def _linked(table: Table, model: Model, say: Say) -> Linked:
    say("Finding pairs", 0, 1)
    pairs = blocking.candidates(table)
    say("Learning weights", 0, 1)
    learnt = weights.learnt(table, *pairs)
    judged = judged_pairs(Judge(table, learnt, model.trees[PAIRS]), pairs, say)
    say("Grouping", 0, 1)
    judged = company.judged_in_company(table.size, _soberly(table.size, judged, 0.5), model.trees[COMPANY])
    judged = _soberly(table.size, judged, 0.25)
    group = clustering.clustered(table.size, judged)
    hardest = _hardest(table, judged, learnt)
    return Linked(_with_group(judged, group, table.size), group, len(pairs[0]), learnt, hardest)


def _soberly(size: int, judged: Judged, bits: float) -> Judged:
    """In a file that is larger than those of which the trees were taught, more agrees by chance than they know.

    `bits` are taken off for each doubling. Where nothing is the same, nothing is believed.
    """
    odds = judged.odds - np.float32(bits * max(np.log2(max(size, 1) / _TAUGHT_SIZE), 0.0))
    alone = guards.nothing_the_same(judged.facts)
    return judged.thought(np.where(alone, np.minimum(odds, judging.GUARDED), odds))


def _hardest(table: Table, judged: Judged, learnt: weights.Weights) -> Doubtful | None:
    """The pair that is as likely one person's as not."""
    if not len(judged.odds):
        return None
    at = int(np.argmin(np.abs(judged.odds)))
    one, other = judged.one[at : at + 1], judged.other[at : at + 1]
    falls = weights.waterfall(facts_of(table, one, other), learnt)
    bits = {name: round(float(weight[0]), 4) for name, weight in falls.items()}
    return Doubtful(int(one[0]), int(other[0]), bits, learnt.prior, float(judged.odds[at]))


def judged_pairs(judge: Judge, pairs: Pairs, say: Say = silent) -> Judged:
    """Judge candidate pairs, and then every pair of records that are linked through others."""
    size, least = judge.table.size, judging.BELIEVABLE
    hopeful = sieve.sifted(judge, pairs)
    judged = judge.of(hopeful, lambda done, of: say("Comparing", done, of), least)
    more = clustering.inside(size, judged.where(judged.odds > _LINKED))
    known = np.isin(more[0] * size + more[1], judged.one * size + judged.other)
    more = more[0][~known], more[1][~known]
    beyond = judge.of(more, lambda done, of: say("Looking again", done, of))
    return judging.together([judged, beyond])


def _with_group(judged: Judged, group: Ints, size: int) -> Judged:
    """Let what is known of a group count for its pairs.

    Two records that are each surely one person's with others of their group are each other's too, half as surely
    as that at most.
    """
    together = group[judged.one] == group[judged.other]
    support = np.full(size, SHOWN, dtype=np.float32)
    for side in (judged.one, judged.other):
        np.maximum.at(support, side[together], judged.odds[together])
    implied = np.minimum(support[judged.one], support[judged.other]) / 2
    odds = np.where(together, np.maximum(judged.odds, implied), judged.odds).astype(np.float32)
    return Judged(judged.one, judged.other, odds, judged.facts).where((odds > SHOWN) | together)


def probability(odds: Floats) -> Floats:
    """From log-odds (base 2) to a probability."""
    return np.asarray(1 / (1 + np.exp2(-odds.astype(np.float64))), dtype=np.float32)

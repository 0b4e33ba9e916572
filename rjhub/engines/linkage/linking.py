"""Duplicates in one file, people in two, and the answer to one new referral: the whole way, step by step."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rjhub.engines.linkage import blocking, clustering, judging, ranking, weights
from rjhub.engines.linkage.judging import Judged
from rjhub.engines.linkage.reading import Records
from rjhub.engines.linkage.table import Floats, Ints, Table, tabulated

Say = Callable[[str, int, int], None]
SHOWN = -6.6  # log-odds, about 1 in 100: pairs that are less likely are not written
_LINKED = -1.0  # log-odds from which pairs make a component, of which every pair is looked at
_MOST_HITS = 5


def silent(_what: str, _done: int, _of: int) -> None:
    """Say nothing of the progress."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of a run. Pairs are places in the file; in the second file they follow those of the first."""

    pairs: Judged
    group: Ints
    compared: int
    weights: weights.Weights


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that may be of the person asked for."""

    query: int
    rank: int
    record: int
    score: float


def deduplicated(records: Records, model: ranking.Model, say: Say = silent) -> Linked:
    """Find the records of one file that are of one person."""
    return _linked(tabulated(records), model, say)


def between(first: Records, second: Records, model: ranking.Model, say: Say = silent) -> Linked:
    """Find the people of one file in another. Pairs inside either file are not looked at."""
    return _linked(tabulated(first, second), model, say)


def _linked(table: Table, model: ranking.Model, say: Say) -> Linked:
    say("Finding pairs", 0, 1)
    pairs = blocking.candidates(table)
    say("Learning weights", 0, 1)
    learnt = weights.learnt(table, *pairs)
    judged = judging.judge(table, pairs, learnt, model, lambda done, of: say("Comparing", done, of))
    judged = judged.where(judged.odds > SHOWN)
    likely = judged.where(judged.odds > _LINKED)
    more = clustering.inside(table.size, likely)
    more = _across(table, more)
    known = np.isin(more[0] * table.size + more[1], judged.one * table.size + judged.other)
    more = more[0][~known], more[1][~known]
    beyond = judging.judge(table, more, learnt, model, lambda done, of: say("Looking again", done, of))
    judged = judged.and_also(beyond)
    say("Grouping", 0, 1)
    group = clustering.clustered(table.size, judged)
    return Linked(_with_group(judged, group, table.size), group, len(pairs[0]) + len(more[0]), learnt)


def _across(table: Table, pairs: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    if table.second is None:
        return pairs
    apart = table.second[pairs[0]] != table.second[pairs[1]]
    return pairs[0][apart], pairs[1][apart]


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
    return Judged(judged.one, judged.other, odds).where((odds > SHOWN) | together)


def looked_up(
    register: Records, queries: Records, model: ranking.Model, say: Say = silent, most: int = _MOST_HITS
) -> list[Hit]:
    """Find for each new referral the records that may be of the same person, the likeliest first."""
    table = tabulated(register, queries)
    say("Finding pairs", 0, 1)
    pairs = blocking.candidates(table)
    learnt = weights.learnt(table, *pairs)
    judged = judging.judge(table, pairs, learnt, model, lambda done, of: say("Comparing", done, of))
    return _best(judged, len(register), most)


def _best(judged: Judged, first_query: int, most: int) -> list[Hit]:
    order = np.lexsort((-judged.odds, judged.other))
    hits: list[Hit] = []
    rank, before = 0, -1
    for at in order.tolist():
        query = int(judged.other[at])
        rank = rank + 1 if query == before else 1
        before = query
        if rank <= most:
            hits.append(Hit(query - first_query, rank, int(judged.one[at]), float(judged.odds[at])))
    return hits


def probability(odds: Floats) -> Floats:
    """From log-odds (base 2) to a probability."""
    return np.asarray(1 / (1 + np.exp2(-odds.astype(np.float64))), dtype=np.float32)

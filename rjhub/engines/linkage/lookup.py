"""The answer to one new referral: who of a register it may be, judged by all records of each person together.

First the records of the register that may be meant are found, then those that are of one person with them. What
all records of one person say is weighed together: an earlier address in one, the telephone in another, and that
none of five has the birthday that is asked for. The score is the log-odds (base 2) that it is that person.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rjhub.engines.linkage import blocking, clustering, company, judging, weights
from rjhub.engines.linkage.comparing import Facts
from rjhub.engines.linkage.comparisons import COMPARISONS
from rjhub.engines.linkage.judging import Judge, Judged
from rjhub.engines.linkage.linking import Say, judged_pairs, silent
from rjhub.engines.linkage.model import COMPANY, LOOKUP, PAIRS, Model, Trees
from rjhub.engines.linkage.reading import Records
from rjhub.engines.linkage.table import Ints, tabulated

MOST_HITS = 5
_LEARNT_FROM = 3_000  # records of the register
_POSSIBLE = -8.0  # log-odds from which a record of the register may be meant
_BY_PAIR = 0.5  # how much of a say the best pair keeps: what was seldom taught is then still in order
_FURTHER = 10.0  # bits by which a second record of one person stands behind, so that others are shown too
_LARGEST_SIDE = (
    "given", "family", "whole", "full", "given_form", "family_part", "street", "street_words", "town", "outward",
    "numbers_same", "middle", "sex", "email", "middle_as_given", "crossed_names", "other",
)  # fmt: skip
_SMALLEST_SIDE = (
    "born_slips", "years_apart", "postcode_slips", "phone_slips", "email_slips", "numbers_slips", "numbers_differ",
    "email_given", "email_family",
)  # fmt: skip
_ON_AVERAGE = ("given", "family", "born_slips", "numbers_differ", "street_words", "phone_slips", "weight")
_BITS = tuple(f"bits_{each.name}" for each in COMPARISONS)
_KEPT = tuple(dict.fromkeys((*judging.KEPT, *_LARGEST_SIDE, *_SMALLEST_SIDE, *_ON_AVERAGE, *_BITS)))


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that may be of the person asked for."""

    query: int
    rank: int
    record: int
    score: float


@dataclass(frozen=True, slots=True)
class Asked:
    """One row for each query and each person who may be meant: what is known of both together.

    `pairs` are the records behind the rows, in order of the rows; those of a row begin at its place in `starts`.
    """

    queries: Ints
    people: Ints
    facts: Facts
    pairs: Judged
    starts: Ints


def looked_up(
    register: Records, queries: Records, model: Model, say: Say = silent, most: int = MOST_HITS
) -> list[Hit]:
    """Find for each new referral the records that may be of the same person, the likeliest first."""
    if not len(register) or not len(queries):
        return []
    asked = people_asked_for(register, queries, model.trees, say)
    scores = (1 - _BY_PAIR) * model.trees[LOOKUP].odds(asked.facts) + _BY_PAIR * asked.facts["best_odds"]
    return _hits(asked, scores.astype(np.float64), most)


def people_asked_for(
    register: Records, queries: Records, trees: dict[str, Trees], say: Say = silent
) -> Asked:
    """Find who may be meant by each query, and weigh all records of each."""
    table = tabulated(register, queries)
    new = np.arange(table.size) >= len(register)
    say("Finding pairs", 0, 1)
    found = blocking.candidates(table, new | _some(len(register), table.size))
    learnt = replace(weights.learnt(table, *found), prior=-float(np.log2(table.size)))
    judge = Judge(table, learnt, trees[PAIRS], _KEPT)
    asked = judge.of(_of_one_new(new, found), lambda done, of: say("Comparing", done, of), _POSSIBLE)
    say("Finding their other records", 0, 1)
    group, held = _people(judge, new, asked, trees[COMPANY])
    asked = _whole(judge, new, asked, group)
    everything = judging.together([asked, held]) if len(held.one) else asked
    seen = company.facts_in_company(table.size, everything)
    mine = np.arange(len(everything.one)) < len(asked.one)
    later = trees[COMPANY].odds({name: fact[mine] for name, fact in seen.items()})
    return _rows(asked, asked.thought(later), group, len(register))


def _some(held: int, size: int) -> NDArray[np.bool_]:
    """Some held records, so that the weights are those of the register, however little is asked of it."""
    chosen = np.zeros(size, dtype=bool)
    chosen[np.random.default_rng(1).choice(held, min(held, _LEARNT_FROM), replace=False)] = True
    return chosen


def _of_one_new(new: NDArray[np.bool_], pairs: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Pairs of a held record and a new one."""
    across = ~new[pairs[0]] & new[pairs[1]]
    return pairs[0][across], pairs[1][across]


def _people(judge: Judge, new: NDArray[np.bool_], asked: Judged, trees: Trees) -> tuple[Ints, Judged]:
    """Group the held records that may be meant with those that are of one person with them."""
    meant = np.zeros(judge.table.size, dtype=bool)
    meant[asked.one] = True
    near = blocking.candidates(judge.table, meant)
    held = ~new[near[0]] & ~new[near[1]]
    judged = judged_pairs(judge, (near[0][held], near[1][held]))
    if not len(judged.one):
        return np.arange(judge.table.size), judged
    thought = company.judged_in_company(judge.table.size, judged, trees)
    return clustering.clustered(judge.table.size, thought), judged


def _whole(judge: Judge, new: NDArray[np.bool_], asked: Judged, group: Ints) -> Judged:
    """The pairs of each query with every record of the people who may be meant."""
    size = judge.table.size
    people = np.unique(asked.other * size + group[asked.one])
    order = np.argsort(group[~new], kind="stable")
    grouped = group[~new][order]
    first, last = (np.searchsorted(grouped, people % size, side=side) for side in ("left", "right"))
    sizes = last - first
    at = np.repeat(first, sizes) + np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    one, other = order[at], np.repeat(people // size, sizes)
    fresh = ~np.isin(one * size + other, asked.one * size + asked.other)
    return judging.together([asked, judge.of((one[fresh], other[fresh]))])


def _rows(first: Judged, later: Judged, group: Ints, held: int) -> Asked:
    """One row for each query and person."""
    person = group[later.one]
    order = np.lexsort((-later.odds, person, later.other))
    first, later, person = first.where(order), later.where(order), person[order]
    starts = np.flatnonzero(np.r_[True, (np.diff(later.other) != 0) | (np.diff(person) != 0)][: len(person)])
    sizes = np.diff(np.r_[starts, len(person)])
    queries = later.other[starts] - held
    facts: Facts = {
        "best_odds": later.odds[starts],
        "first_odds": np.maximum.reduceat(first.odds, starts) if len(starts) else first.odds,
        "mean_odds": _mean(np.maximum(later.odds, -8), starts),
        "records": sizes.astype(np.float32),
        "speak_for_it": _mean((later.odds > 0).astype(np.float32), starts),
        "guarded": _mean(later.facts["guarded"], starts),
    }
    for name in _LARGEST_SIDE:
        facts[name] = _extreme(np.fmax, later.facts[name], starts)
    for name in (*_SMALLEST_SIDE, *_BITS):
        facts[name] = _extreme(np.fmin if name in _SMALLEST_SIDE else np.fmax, later.facts[name], starts)
    for name in _ON_AVERAGE:
        facts[f"mean_{name}"] = _mean(later.facts[name], starts)
    facts["weights_together"] = np.sum([facts[name] for name in _BITS], axis=0, dtype=np.float32)
    facts["weight"] = _extreme(np.fmax, later.facts["weight"], starts)
    facts |= _rivals(queries, facts["best_odds"])
    return Asked(queries, person[starts], facts, later, starts)


def _rivals(queries: Ints, odds: NDArray[np.float32]) -> Facts:
    """How the best other person stands, and how many there are."""
    order = np.lexsort((-odds, queries))
    starts = np.flatnonzero(np.r_[True, np.diff(queries[order]) != 0][: len(order)])
    sizes = np.diff(np.r_[starts, len(order)])
    place = np.arange(len(order)) - np.repeat(starts, sizes)
    best = np.repeat(odds[order[starts]], sizes)
    second = np.full(len(starts), -20.0, dtype=np.float32)
    several = sizes > 1
    second[several] = odds[order[starts[several] + 1]]
    rival = np.where(place == 0, np.repeat(second, sizes), best)
    out = {name: np.empty(len(order), dtype=np.float32) for name in ("rival", "place")}
    out["rival"][order], out["place"][order] = rival, place
    return out


def _extreme(of: np.ufunc, values: NDArray[np.float32], starts: Ints) -> NDArray[np.float32]:
    return np.asarray(of.reduceat(values, starts) if len(starts) else values, dtype=np.float32)


def _mean(values: NDArray[np.float32], starts: Ints) -> NDArray[np.float32]:
    """The mean of what is known; NaN where nothing is."""
    if not len(starts):
        return values
    known = ~np.isnan(values)
    total = np.add.reduceat(np.where(known, values, 0), starts)
    count = np.add.reduceat(known.astype(np.float32), starts)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan).astype(np.float32)


def _hits(asked: Asked, scores: NDArray[np.float64], most: int) -> list[Hit]:
    """The best record of each person, the likeliest first; where few may be meant, more records of theirs."""
    sizes = np.diff(np.r_[asked.starts, len(asked.pairs.one)])
    behind = np.arange(len(asked.pairs.one)) - np.repeat(asked.starts, sizes)
    score = np.repeat(scores, sizes) - _FURTHER * np.minimum(behind, 2) - np.maximum(behind - 2, 0)
    query, record = np.repeat(asked.queries, sizes), asked.pairs.one
    hits: list[Hit] = []
    rank, before = 0, -1
    for at in np.lexsort((record, -score, query)).tolist():
        rank = rank + 1 if query[at] == before else 1
        before = query[at]
        if rank <= most:
            hits.append(Hit(int(before), rank, int(record[at]), float(score[at])))
    return hits

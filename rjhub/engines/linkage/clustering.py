"""Records into people: those whose pairs, taken together, speak for being one person.

Two groups are joined while the mean log-odds over all pairs between them is high enough, the surest first
(average linkage). One mistaken pair then does not chain two people together, as it does where every pair above
a threshold joins. No group grows beyond a cap.

From which mean on is decided for each file by the file: the probabilities of its pairs say how many of the pairs
inside the groups are right and how many right ones are missed, so of several thresholds the one is taken by which
F1 is expected to be best.
"""

import heapq
from collections import defaultdict

import numpy as np

from rjhub.engines.linkage.judging import Judged
from rjhub.engines.linkage.table import Ints

LARGEST = 100
THRESHOLDS = (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0)  # mean log-odds from which groups may be joined
_SLACK = 0.0005  # of F1: where as much is expected of two thresholds, the lower one is taken
_SAMPLE = 20_000  # records by which a threshold is chosen
_CERTAIN = 8.0  # log-odds beyond that count no more
_NOT_SEEN = -3.0  # of a pair that no key brought together


def components(size: int, one: Ints, other: Ints) -> Ints:
    """Number the records so that those that are linked somehow have one number."""
    from scipy import sparse

    edges = sparse.coo_matrix((np.ones(len(one), dtype=np.int8), (one, other)), shape=(size, size))
    return np.asarray(sparse.csgraph.connected_components(edges, directed=False)[1], dtype=np.int64)


def inside(size: int, judged: Judged, largest: int = LARGEST) -> tuple[Ints, Ints]:
    """Every pair within a component that was not judged yet; components beyond the cap are left as they are."""
    number = components(size, judged.one, judged.other)
    order = np.argsort(number, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(number[order]) > 0])
    sizes = np.diff(np.r_[starts, size])
    members = np.repeat(np.where(sizes <= largest, sizes, 0), sizes)
    rank = np.arange(size) - np.repeat(starts, sizes)
    found = [np.empty(0, dtype=np.int64)]
    at = np.flatnonzero(members > 1)
    for step in range(1, largest):
        at = at[rank[at] + step < members[at]]
        if not len(at):
            break
        a, b = order[at], order[at + step]
        found.append(np.minimum(a, b) * size + np.maximum(a, b))
    fresh = np.setdiff1d(np.concatenate(found), judged.one * size + judged.other)
    return fresh // size, fresh % size


def clustered(size: int, judged: Judged, *, threshold: float | None = None, largest: int = LARGEST) -> Ints:
    """Give each record the number of its group: the lowest record in it."""
    if threshold is None:
        threshold = expected_best(size, judged, largest)
    odds = np.clip(judged.odds, -_CERTAIN, _CERTAIN)
    number = components(size, judged.one[odds > threshold], judged.other[odds > threshold])
    inner = number[judged.one] == number[judged.other]
    group = np.arange(size)
    edges: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for one, other, odd in zip(
        judged.one[inner].tolist(), judged.other[inner].tolist(), odds[inner].tolist(), strict=True
    ):
        edges[int(number[one])].append((one, other, odd))
    for within in edges.values():
        for record, lowest in _grown(within, threshold, largest).items():
            group[record] = lowest
    return group


def expected_best(size: int, judged: Judged, largest: int = LARGEST) -> float:
    """The lowest threshold of those by which F1 is expected to be best, tried on some of the records."""
    lowest = judged.odds > THRESHOLDS[0]
    number = components(size, judged.one[lowest], judged.other[lowest])
    share = -(-size // _SAMPLE)
    some = judged.where((number[judged.one] % share == 0) & (number[judged.other] % share == 0))
    expected = [
        expected_f1(size, some, clustered(size, some, threshold=at, largest=largest)) for at in THRESHOLDS
    ]
    enough = max(expected) - _SLACK
    return next(at for at, f1 in zip(THRESHOLDS, expected, strict=True) if f1 >= enough)


def expected_f1(size: int, judged: Judged, group: Ints) -> float:
    """The F1 of pairs that groups have if the probabilities are right; pairs that were never seen are wrong."""
    chance = 1 / (1 + np.exp2(-judged.odds.astype(np.float64)))
    right = float(chance[group[judged.one] == group[judged.other]].sum())
    members = np.bincount(group, minlength=size).astype(np.float64)
    believed = float((members * (members - 1) / 2).sum())
    return 2 * right / max(believed + float(chance.sum()), 1e-9)


def _grown(edges: list[tuple[int, int, float]], threshold: float, largest: int) -> dict[int, int]:
    """Join the records of one component, the surest groups first."""
    if len(edges) == 1:
        one, other, odd = edges[0]
        return {other: one} if odd > threshold and largest > 1 else {}
    groups = Groups(edges)
    heap = [(-odd, one, other) for one, other, odd in edges if odd > threshold]
    heapq.heapify(heap)
    while heap:
        claimed, one, other = heapq.heappop(heap)
        if not groups.are_current(one, other) or -claimed != groups.mean(one, other):
            continue
        if groups.size(one) + groups.size(other) > largest:
            continue
        for neighbour, mean in groups.join(one, other):
            if mean > threshold:
                heapq.heappush(heap, (-mean, min(one, neighbour), max(one, neighbour)))
    return groups.lowest()


class Groups:
    """Groups of records, and the sum of log-odds between each two that know of each other."""

    def __init__(self, edges: list[tuple[int, int, float]]) -> None:
        self._between: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        for one, other, odd in edges:
            self._between[one][other] = self._between[other][one] = (odd, 1)
        self._members = {record: [record] for record in self._between}

    def are_current(self, one: int, other: int) -> bool:
        """Whether neither was joined to another since."""
        return one in self._members and other in self._members

    def size(self, group: int) -> int:
        """How many records."""
        return len(self._members[group])

    def mean(self, one: int, other: int) -> float:
        """The mean log-odds over all pairs between two groups; pairs never seen speak against."""
        total, seen = self._between[one].get(other, (0.0, 0))
        pairs = self.size(one) * self.size(other)
        return (total + (pairs - seen) * _NOT_SEEN) / pairs

    def join(self, one: int, other: int) -> list[tuple[int, float]]:
        """Join the second to the first, and give the neighbours with their new mean."""
        self._members[one] += self._members.pop(other)
        del self._between[one][other]
        for neighbour, (total, seen) in self._between.pop(other).items():
            if neighbour == one:
                continue
            before, count = self._between[one].get(neighbour, (0.0, 0))
            self._between[one][neighbour] = self._between[neighbour][one] = (before + total, count + seen)
            del self._between[neighbour][other]
        return [(neighbour, self.mean(one, neighbour)) for neighbour in self._between[one]]

    def lowest(self) -> dict[int, int]:
        """Each record with the lowest of its group."""
        return {record: min(members) for members in self._members.values() for record in members}

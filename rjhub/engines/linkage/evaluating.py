"""How right a list of pairs is, against the truth: precision, recall and F1 at every threshold."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quality:
    """What becomes of pairs if those from a weight on are believed."""

    threshold: float
    believed: int
    right: int
    true: int

    @property
    def precision(self) -> float:
        """How many of the believed are right."""
        return self.right / self.believed if self.believed else 0.0

    @property
    def recall(self) -> float:
        """How many of all true pairs are believed."""
        return self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.believed + self.true) if self.believed + self.true else 0.0


def by_threshold(pairs: Iterable[tuple[str, str, float]], whose: Mapping[str, str]) -> list[Quality]:
    """Judge every threshold at which something changes, the highest first.

    `whose` says of each record whose it is. All true pairs count, those that nobody listed too; a pair that is
    listed twice counts once, with its higher weight, and a record of which the truth says nothing is nobody's.
    """
    weights: dict[tuple[str, str], float] = {}
    for one, other, weight in pairs:
        if one != other:
            pair = (one, other) if one < other else (other, one)
            weights[pair] = max(weight, weights.get(pair, weight))
    true = sum(count * (count - 1) // 2 for count in Counter(whose.values()).values())
    out: list[Quality] = []
    right = 0
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    for number, ((one, other), weight) in enumerate(ranked, 1):
        right += one in whose and whose[one] == whose.get(other)
        if number == len(ranked) or ranked[number][1] != weight:
            out.append(Quality(weight, number, right, true))
    return out


def best(qualities: Iterable[Quality]) -> Quality | None:
    """The threshold of the highest F1; None where there are no pairs."""
    return max(qualities, key=lambda quality: quality.f1, default=None)


def shown(qualities: list[Quality], rows: int = 20) -> list[Quality]:
    """Some thresholds, evenly over the pairs, the best one always among them."""
    if len(qualities) <= rows:
        return qualities
    top = best(qualities)
    chosen = {round(number * (len(qualities) - 1) / (rows - 1)) for number in range(rows)}
    return [each for number, each in enumerate(qualities) if number in chosen or each is top]

"""Teams as columns: a case, its people, and what they cost and work."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from rjhub.engines.assignment.table import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Teams:
    """Some teams, each at one place of all columns. `other` is -1 where one person is enough."""

    case: Ints
    one: Ints
    other: Ints
    cost: Floats
    work_one: Floats
    work_other: Floats

    def __len__(self) -> int:
        """How many teams these are."""
        return len(self.case)

    def of(self, these: Bools | Ints) -> "Teams":
        """Some of them."""
        return Teams(*(getattr(self, each.name)[these] for each in fields(self)))

    def priced(self, prices: Floats) -> Floats:
        """What each costs together with the prices of its people."""
        return np.asarray(self.cost + prices[self.one] * self.work_one + prices[self.other] * self.work_other)

    def keys(self, people: int) -> Ints:
        """A number for each team that no other team has."""
        low, high = np.minimum(self.one, self.other), np.maximum(self.one, self.other)
        return np.asarray((self.case * (people + 1) + low + 1) * (people + 1) + high + 1)


def joined(parts: Sequence[Teams]) -> Teams:
    """One after the other."""
    if not parts:
        whole, broken = np.zeros(0, dtype=np.int64), np.zeros(0)
        return Teams(whole, whole, whole, broken, broken, broken)
    return Teams(*(np.concatenate([getattr(one, each.name) for one in parts]) for each in fields(Teams)))


def with_all(teams: Teams, others: Teams, people: int) -> tuple[Teams, Ints]:
    """Teams to which others are added where they are missing, each once; and the places of the others."""
    every = joined([teams, others])
    keys, first, place = np.unique(every.keys(people), return_index=True, return_inverse=True)
    del keys
    return every.of(first), np.asarray(place[len(teams) :], dtype=np.int64)

"""A problem of allocation as plain data: people, cases, rules and what each aim weighs. See docs/allocating.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LEVELS = {1: "Foundation", 2: "Intermediate", 3: "Advanced"}
EXPERIENCED = 2

Rows = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Facilitator:
    """Somebody who may take cases. `capacity` is what is still free, not the whole of it."""

    id: str
    agency: str
    level: int
    capacity: float
    x: float
    y: float
    experience: int = 0
    max_travel: float | None = None
    languages: frozenset[str] = frozenset()
    gender: str | None = None
    slots: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A case that waits for its people."""

    id: str
    x: float
    y: float
    severity: int = 1
    needed: int = 2
    work: float = 1
    language: str | None = None
    gender: str | None = None
    slots: frozenset[str] | None = None
    excluded_facilitators: frozenset[str] = frozenset()
    excluded_agencies: frozenset[str] = frozenset()
    priority: float = 1


@dataclass(frozen=True, slots=True)
class Weights:
    """What each aim weighs; an aim that is not named weighs nothing."""

    travel: float = 0
    both_novices: float = 0
    inexperienced_for_severity: float = 0
    mentoring: float = 0
    unallocated: float = 0

    def of_pair(self, low: int, high: int, severity: int) -> float:
        """What two people of this experience cost together, whatever their way."""
        novices = self.both_novices if high == 0 else 0
        green = self.inexperienced_for_severity if severity > 1 and high < EXPERIENCED else 0
        return novices + green + (self.mentoring if low == 0 and high >= EXPERIENCED else 0)


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything that a plan has to do with. Ids are each other's keys; `locked` holds no empty lock."""

    facilitators: tuple[Facilitator, ...]
    cases: tuple[Case, ...]
    weights: Weights = Weights()
    different_agencies: bool = False
    travel: Rows = field(default_factory=dict)
    work: Rows = field(default_factory=dict)
    cost: Rows = field(default_factory=dict)
    locked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Who takes which case; a case that is not named is left. `bound` is proven: no plan costs less."""

    teams: Mapping[str, tuple[str, ...]]
    cost: float
    bound: float
    seconds: float

    @property
    def gap(self) -> float:
        """How far from the best this plan can be, as a share of its cost."""
        return max(0.0, self.cost - self.bound) / max(1.0, abs(self.cost))

    @property
    def proven(self) -> bool:
        """Whether no plan is better."""
        return self.cost - self.bound <= 1e-6 * max(1.0, abs(self.cost))

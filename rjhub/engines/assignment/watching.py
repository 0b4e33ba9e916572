"""What a run may still use, and what it has found so far: time, the wish to stop, the best plan and its bound."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from rjhub.engines.assignment.rounding import raised
from rjhub.engines.assignment.teams import Teams, joined


class OutOfTimeError(Exception):
    """There is no time for more."""


@dataclass(frozen=True, slots=True)
class News:
    """Where a run stands."""

    what: str
    cost: float
    bound: float
    seconds: float


def silent(_news: News) -> None:
    """Say nothing of the progress."""


def never() -> bool:
    """Go on to the end."""
    return False


@dataclass(slots=True)
class Watch:
    """Keeps the time and the best so far; `stop` is asked often, and the run then ends with what it has."""

    seconds: float
    say: Callable[[News], None] = silent
    stop: Callable[[], bool] = never
    began: float = field(default_factory=time.monotonic)
    step: float = 0
    cost: float = math.inf
    bound: float = -math.inf
    teams: Teams = field(default_factory=lambda: joined([]))
    doing: str = ""

    @property
    def spent(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        """Seconds that are left, none where somebody wants to stop."""
        return 0.0 if self.stop() else max(0.0, self.seconds - self.spent)

    def go_on(self) -> None:
        """Raise OutOfTimeError where there is no time for more."""
        if self.left <= 0:
            raise OutOfTimeError

    @property
    def over(self) -> bool:
        """Whether there is nothing more to do: out of time, stopped, or proven best."""
        return self.proven or self.left <= 0

    @property
    def proven(self) -> bool:
        """Whether no plan can be better than the best so far."""
        return self.cost - self.bound < max(self.step * 0.999, 1e-9 * max(1.0, abs(self.cost)))

    def begin(self, what: str) -> None:
        """Say what is done now."""
        self.doing = what
        self.say(News(what, self.cost, self.bound, self.spent))

    def found(self, cost: float, teams: Teams) -> bool:
        """Take a plan if it is better than the best so far."""
        if cost >= self.cost - 1e-9:
            return False
        self.cost, self.teams = cost, teams
        self.begin(self.doing)
        return True

    def proved(self, bound: float) -> None:
        """Take a bound if it is better than the best so far."""
        bound = min(raised(bound, self.step), self.cost)
        if bound > self.bound:
            self.bound = bound
            self.begin(self.doing)

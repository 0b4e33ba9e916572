"""What a forecast is made of: how many pieces of work began each week, and how long each of them lasted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rjhub.engines.trouble import UnusableError

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
LEAST_WEEKS, LEAST_ENDED = 26, 20


class TooLittleError(UnusableError):
    """Too little has happened for a forecast to mean anything; says how much there is and how much it takes."""


@dataclass(frozen=True, slots=True)
class Spell:
    """One piece of work: for how many weeks it has gone on, and whether it has ended by now."""

    weeks: float
    has_ended: bool


@dataclass(frozen=True, slots=True)
class History:
    """What began in each whole week, oldest first, and every spell that is known, those that go on included.

    Raises UnusableError for numbers below nought, and TooLittleError for less than half a year or 20 ended spells.
    """

    begun: Sequence[int]
    spells: Sequence[Spell]

    def __post_init__(self) -> None:
        """Refuse what no forecast can be made of."""
        if any(one < 0 for one in self.begun) or any(not one.weeks >= 0 for one in self.spells):
            raise UnusableError("Counts and weeks cannot be below nought.")
        ended = sum(one.has_ended for one in self.spells)
        if len(self.begun) < LEAST_WEEKS or ended < LEAST_ENDED:
            raise TooLittleError(
                f"There are {len(self.begun)} whole weeks and {ended} cases that have ended. A forecast takes at "
                f"least {LEAST_WEEKS} weeks and {LEAST_ENDED} ended cases."
            )

    @property
    def counts(self) -> Counts:
        """What began each week."""
        return np.asarray(self.begun, dtype=np.int64)

    @property
    def ages(self) -> Numbers:
        """For how many weeks each piece of work that goes on has done so."""
        return np.array([one.weeks for one in self.spells if not one.has_ended], dtype=np.float64)

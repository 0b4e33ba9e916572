"""The attack: the least and the most that any hidden number can be, given everything that was ever published.

Linear programming with HiGHS; the numbers are taken as any of 0 or more, so that what is called safe is safe from
whoever also knows that they are whole only if the bounds leave room: a cell counts as recovered if one whole
number fits.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import highspy
import numpy as np
from scipy import sparse

from rjhub.engines.releasing.equations import Matrix, System
from rjhub.engines.trouble import UnusableError

_SLACK = 1e-6
UNLIMITED = 1e9


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an attacker can say of one number."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """How far apart."""
        return self.high - self.low

    @property
    def recovered(self) -> bool:
        """Whether only one whole number fits."""
        return math.ceil(self.low - _SLACK) >= math.floor(self.high + _SLACK)


class Attacker:
    """Knows the published counts, and can be asked what any sum of the numbers behind them may be."""

    def __init__(self, system: System) -> None:
        known = [at for at, cell in enumerate(system.cells) if cell.count is not None]
        self.matrix = system.matrix
        self._columns = system.matrix.shape[1]
        self._model = _model(
            system.matrix[known], np.array([system.cells[at].count for at in known], np.float64)
        )

    def bounds(self, weights: np.ndarray) -> Bounds:
        """The least and the most of a weighted sum. Raises UnusableError if published counts contradict."""
        places = np.arange(self._columns, dtype=np.int32)
        self._model.changeColsCost(self._columns, places, weights.astype(np.float64))
        return Bounds(self._solved(highspy.ObjSense.kMinimize), self._solved(highspy.ObjSense.kMaximize))

    def of(self, places: Iterable[int]) -> Iterator[tuple[int, Bounds]]:
        """Bounds of cells by their places."""
        for at in places:
            yield at, self.bounds(self.matrix[[at]].toarray()[0])

    def _solved(self, sense: highspy.ObjSense) -> float:
        self._model.changeObjectiveSense(sense)
        self._model.run()
        status = self._model.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return float(self._model.getInfo().objective_function_value)
        if status in {highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
            return UNLIMITED if sense == highspy.ObjSense.kMaximize else -UNLIMITED
        raise UnusableError(
            "The releases contradict each other: no numbers fit all of them. Running totals may not fall, "
            "and parts must add "
            "up; say the period of each table with the columns from and to, or leave out what was corrected since."
        )


def _model(known: Matrix, counts: np.ndarray) -> highspy.Highs:
    model = highspy.Highs()  # type: ignore[no-untyped-call]
    model.setOptionValue("output_flag", False)  # noqa: FBT003 HiGHS's own way
    model.setOptionValue("threads", 1)
    by_column = sparse.csc_array(known)
    problem = highspy.HighsLp()
    problem.num_col_, problem.num_row_ = known.shape[1], known.shape[0]
    problem.col_cost_ = np.zeros(known.shape[1])
    problem.col_lower_, problem.col_upper_ = np.zeros(known.shape[1]), np.full(known.shape[1], UNLIMITED)
    problem.row_lower_ = problem.row_upper_ = counts
    problem.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    problem.a_matrix_.start_ = by_column.indptr
    problem.a_matrix_.index_ = by_column.indices
    problem.a_matrix_.value_ = by_column.data
    model.passModel(problem)
    return model

"""The linear programme over the teams that are known: what each case is worth, and each facilitator's hour."""

from dataclasses import dataclass, field

import highspy
import numpy as np

from rjhub.engines.assignment import running
from rjhub.engines.assignment.table import Bools, Floats, Ints, Table
from rjhub.engines.assignment.teams import Teams, joined
from rjhub.engines.assignment.watching import Watch


@dataclass(frozen=True, slots=True)
class Matrix:
    """The columns of some teams over rows: first the cases, then the facilitators."""

    starts: Ints
    rows: Ints
    values: Floats


def matrix(teams: Teams, case_rows: Ints, people_from: int) -> Matrix:
    """Columns of teams, of which `case_rows` says the row of each one's case."""
    two = teams.other >= 0
    starts = np.concatenate([[0], np.cumsum(np.where(two, 3, 2))])
    rows, values = np.zeros(starts[-1], dtype=np.int32), np.ones(starts[-1])
    at = starts[:-1]
    rows[at] = case_rows
    rows[at + 1], values[at + 1] = people_from + teams.one, teams.work_one
    rows[at[two] + 2], values[at[two] + 2] = people_from + teams.other[two], teams.work_other[two]
    return Matrix(starts.astype(np.int32), rows, values)


@dataclass(slots=True)
class Master:
    """Grows by columns; each run starts where the last one ended."""

    table: Table
    leaving: Floats
    teams: Teams = field(default_factory=lambda: joined([]))
    value: float = np.inf
    worth: Floats = field(init=False)
    prices: Floats = field(init=False)
    share: Floats = field(init=False)
    _known: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    _model: highspy.Highs = field(default_factory=running.solver)

    def __post_init__(self) -> None:
        """Begin with no team: every case is left."""
        cases, people = self.table.size, len(self.table.people.level)
        self.worth, self.prices, self.share = self.leaving.copy(), np.zeros(people), np.zeros(0)
        none, each = np.zeros(0, dtype=np.int32), np.arange(cases, dtype=np.int32)
        lower = np.concatenate([np.ones(cases), np.full(people, -highspy.kHighsInf)])
        upper = np.concatenate([np.ones(cases), self.table.people.capacity])
        self._model.addRows(len(lower), lower, upper, 0, np.zeros(len(lower), np.int32), none, np.zeros(0))
        unbounded = np.full(cases, highspy.kHighsInf)
        self._model.addCols(
            cases, self.leaving, np.zeros(cases), unbounded, cases, each, each, np.ones(cases)
        )

    def add(self, teams: Teams) -> int:
        """Take teams that are not known yet, and say how many."""
        keys, first = np.unique(teams.keys(len(self.prices)), return_index=True)
        new = ~np.isin(keys, self._known, assume_unique=True)
        teams = teams.of(first[new])
        if len(teams):
            self._known = np.concatenate([self._known, keys[new]])
            self.teams = joined([self.teams, teams])
            made = matrix(teams, teams.case, self.table.size)
            zeros, most = np.zeros(len(teams)), np.full(len(teams), highspy.kHighsInf)
            self._model.addCols(
                len(teams), teams.cost, zeros, most, len(made.rows), made.starts[:-1], made.rows, made.values
            )
        return len(teams)

    def solve(self, watch: Watch) -> bool:
        """Find the prices at which the known teams balance; False if time ran out before."""
        if not running.run(self._model, watch, watch.left):
            return False
        if self._model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return False
        solution = self._model.getSolution()
        duals = np.array(solution.row_dual)
        self.value = self._model.getInfo().objective_function_value
        self.worth = duals[: self.table.size]
        self.prices = np.maximum(0.0, -duals[self.table.size :])
        self.share = np.array(solution.col_value)[self.table.size :]
        return True

    def cheap(self, most: float) -> Bools:
        """The known teams whose reduced cost is not above this."""
        return np.asarray(self.teams.priced(self.prices) - self.worth[self.teams.case] <= most)

"""The whole-number programme: the best plan that can be made of some teams, for all cases or for some of them."""

from dataclasses import dataclass

import highspy
import numpy as np

from rjhub.engines.assignment import running
from rjhub.engines.assignment.master import matrix
from rjhub.engines.assignment.table import Floats, Ints
from rjhub.engines.assignment.teams import Teams
from rjhub.engines.assignment.watching import Watch

_ON = 0.5


@dataclass(frozen=True, slots=True)
class Chosen:
    """Places of the chosen teams, what they and the cases left cost, and what any choice costs at least."""

    places: Ints
    cost: float
    bound: float


def best(
    teams: Teams, leaving: Floats, room: Floats, watch: Watch, *,
    seconds: float, start: Ints | None = None, step: float = 0, must: float = np.inf,
) -> Chosen | None:  # fmt: skip
    """Choose at most one team for each case; `leaving` goes by all cases, and cases without a team cost nothing here.

    `start` is a choice that is known. Where it ends before it is proven, the bound says how far it came. None where
    no choice was found: a case that must not be left (it costs `must` or more) may have none.
    """
    cases, rows = np.unique(teams.case, return_inverse=True)
    offset = float(leaving[cases].sum())
    model = _model(teams, rows, leaving, cases, room, must)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_abs_gap", step * 0.999 if step else 1e-7)
    if start is not None:
        known = highspy.HighsSolution()
        values = np.zeros(len(teams))
        values[start] = 1
        known.col_value = values.tolist()
        model.setSolution(known)
    seen: list[Ints] = []
    ended = running.run(
        model, watch, seconds, lambda values: seen.append(np.flatnonzero(np.array(values) > _ON))
    )
    bound = -np.inf
    if ended:
        info = model.getInfo()
        bound = info.mip_dual_bound + offset
        if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            seen.append(np.flatnonzero(np.array(model.getSolution().col_value) > _ON))
    seen = [each for each in seen if fits(teams.of(each), room)]
    if start is not None:
        seen.append(start)
    if not seen:
        return None
    costs = [offset + float((teams.cost - leaving[teams.case])[each].sum()) for each in seen]
    least = int(np.argmin(costs))
    return Chosen(seen[least], costs[least], bound)


def fits(teams: Teams, room: Floats) -> bool:
    """Whether no case is taken twice and nobody works more than they can."""
    return len(np.unique(teams.case)) == len(teams) and bool((load(teams, len(room)) <= room + 1e-9).all())


def load(teams: Teams, people: int) -> Floats:
    """What everybody works in these teams."""
    two = teams.other >= 0
    first = np.bincount(teams.one, teams.work_one, people)
    return np.asarray(first + np.bincount(teams.other[two], teams.work_other[two], people))


def _model(  # noqa: PLR0917 what a programme is made of
    teams: Teams, rows: Ints, leaving: Floats, cases: Ints, room: Floats, must: float
) -> highspy.Highs:
    made = matrix(teams, rows, len(cases))
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(teams), len(cases) + len(room)
    program.col_cost_ = teams.cost - leaving[teams.case]
    program.col_lower_, program.col_upper_ = np.zeros(len(teams)), np.ones(len(teams))
    locked = np.where(leaving[cases] >= must, 1.0, -highspy.kHighsInf)
    program.row_lower_ = np.concatenate([locked, np.full(len(room), -highspy.kHighsInf)])
    program.row_upper_ = np.concatenate([np.ones(len(cases)), np.maximum(room, 0)])
    program.integrality_ = [highspy.HighsVarType.kInteger] * len(teams)
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_, program.a_matrix_.index_ = made.starts, made.rows
    program.a_matrix_.value_ = made.values
    model = running.solver()
    model.passModel(program)
    return model

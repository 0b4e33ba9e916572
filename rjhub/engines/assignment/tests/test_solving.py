"""The solver against every plan there is, on problems small enough to try them all."""

import itertools
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from rjhub.engines.assignment import checking, clashing, explaining, pairing, reading, solving, table
from rjhub.engines.assignment.tests.problems import plans, problems

_SECONDS = 60.0
_PHASES = (Phase.explicit, Phase.generate)


def _cheapest(problem: dict[str, Any]) -> float | None:
    return min((each.cost for each in plans(problem)), default=None)


@given(problems())
@settings(max_examples=40, deadline=None, phases=_PHASES)
def test_a_plan_is_proven_best_and_nobody_finds_a_better_one(problem: dict[str, Any]) -> None:
    plan, _ = solving.solved(reading.problem(problem), _SECONDS)
    checked = checking.check(problem, plan.teams)
    assert checked.broken == ()
    assert checked.cost == pytest.approx(_cheapest(problem))
    assert plan.cost == pytest.approx(checked.cost)
    assert plan.bound == pytest.approx(checked.cost)
    assert plan.proven


@given(problems(locks=True))
@settings(max_examples=40, deadline=None, phases=_PHASES)
def test_locks_are_kept_and_refused_only_where_no_plan_keeps_them(problem: dict[str, Any]) -> None:
    read = reading.problem(problem)
    cheapest = _cheapest(problem)
    if clashing.clash(read):
        assert cheapest is None
        return
    plan, _ = solving.solved(read, _SECONDS)
    checked = checking.check(problem, plan.teams)
    assert checked.broken == ()
    assert checked.cost == pytest.approx(cheapest)
    assert plan.bound == pytest.approx(cheapest)


@given(problems())
@settings(max_examples=20, deadline=None, phases=_PHASES)
def test_the_next_best_team_is_what_trying_every_other_finds(problem: dict[str, Any]) -> None:
    plan, columns = solving.solved(reading.problem(problem), _SECONDS)
    reasons = explaining.explained(columns, plan)
    now = checking.check(problem, plan.teams).cost
    for case in problem["cases"]:
        frozen = {name: team for name, team in plan.teams.items() if name != case["id"]}
        own = set(plan.teams.get(case["id"], ()))
        others = [found - now for team, found in _with_every_team(problem, case, frozen) if set(team) != own]
        other = reasons[case["id"]].other
        assert (other is None) == (not others)
        if other:
            assert other.more == pytest.approx(min(others))


def _with_every_team(problem: dict[str, Any], case: dict[str, Any], rest: Any) -> list[tuple[Any, float]]:
    out = []
    for team in itertools.combinations(
        [each["id"] for each in problem["facilitators"]], case["facilitators_needed"]
    ):
        found = checking.check(problem, {**rest, case["id"]: team})
        if not found.broken:
            out.append((team, found.cost))
    return out


@given(problems())
@settings(max_examples=40, deadline=None, phases=_PHASES)
def test_looking_at_few_people_at_first_loses_no_team(problem: dict[str, Any]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "_KEPT", 3)
        patch.setattr(pairing, "NEAR", 4)
        patch.setattr(pairing, "_GROWTH", 2)
        plan, _ = solving.solved(reading.problem(problem), _SECONDS)
    assert plan.cost == pytest.approx(_cheapest(problem))
    assert plan.proven

"""`rjhub allocate` as somebody runs it."""

import gzip
import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from rjhub.commands import allocate, bench
from rjhub.server.trouble import TroubleError

_PEOPLE = [
    {"id": "amara", "agency": "probation", "level": 3, "experience": 2, "capacity": 1, "x": 0, "y": 0},
    {"id": "bo", "agency": "charity", "level": 2, "capacity": 2, "x": 3, "y": 4},
    {"id": "cleo", "agency": "police", "level": 2, "capacity": 2, "x": 0, "y": 1},
]
_PROBLEM: dict[str, Any] = {
    "format": "rjhub-allocation/1",
    "rules": {"different_agencies": True},
    "weights": {"travel": 1, "mentoring": -8, "unallocated": 200},
    "facilitators": _PEOPLE,
    "cases": [{"id": "burglary", "x": 0, "y": 0}, {"id": "assault", "x": 0, "y": 1}],
}


def _file(folder: Path, content: Any, name: str = "problem.json") -> str:
    path = folder / name
    text = json.dumps(content).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return str(path)


def _run(*words: str) -> Result:
    return CliRunner().invoke(allocate.command, words)


def test_a_gzipped_problem_becomes_a_gzipped_plan_that_its_own_check_passes(tmp_path: Path) -> None:
    problem, plan = _file(tmp_path, _PROBLEM, "problem.json.gz"), str(tmp_path / "plan.json.gz")
    made = _run(problem, "--out", plan, "--time-limit", "20")
    assert made.exit_code == 0
    assert "Objective -3, proven bound -3, gap 0.0000%" in made.output
    written = json.loads(gzip.decompress(Path(plan).read_bytes()))
    assert (written["status"], written["cost"], written["bound"]) == ("optimal", -3, -3)
    assert all(row["why"] for row in written["allocated"])
    checked = _run(problem, "--check", plan)
    assert checked.exit_code == 0
    assert "Rules broken: 0. Objective -3, 0 cases left." in checked.output


def test_a_plan_that_breaks_a_rule_is_said_to_and_ends_with_1(tmp_path: Path) -> None:
    plan = {"allocated": [{"case": "burglary", "facilitators": ["bo"]}]}
    checked = _run(_file(tmp_path, _PROBLEM), "--check", _file(tmp_path, plan, "plan.json"))
    assert checked.exit_code == 1
    assert "Broken: Case burglary needs 2 people and has 1." in checked.output


def test_locks_that_clash_end_with_2_and_the_clash_is_written(tmp_path: Path) -> None:
    locked = [{"case": each, "facilitators": ["amara"]} for each in ("burglary", "assault")]
    out = tmp_path / "plan.json"
    refused = _run(_file(tmp_path, _PROBLEM | {"locked": locked}), "--out", str(out))
    assert refused.exit_code == 2
    assert "amara has 1 units of work free" in refused.output
    written = json.loads(out.read_text())
    assert written["status"] == "infeasible"
    assert len(written["clash"]) == 3


def test_a_plan_made_again_after_a_withdrawal_says_how_many_were_moved(tmp_path: Path) -> None:
    plan = str(tmp_path / "plan.json")
    _run(_file(tmp_path, _PROBLEM), "--out", plan, "--time-limit", "20")
    fewer = _PROBLEM | {"facilitators": _PEOPLE[1:]}
    again = _run(_file(tmp_path, fewer, "fewer.json"), "--from", plan, "--time-limit", "20")
    assert again.exit_code == 0
    assert "People moved: 0. People added: 1. Cases lost: 0." in again.output


def test_what_cannot_be_used_is_refused_in_words(tmp_path: Path) -> None:
    nameless = _PROBLEM | {"facilitators": [_PEOPLE[0] | {"agency": ""}]}
    refused = _run(_file(tmp_path, nameless))
    assert isinstance(refused.exception, TroubleError)
    assert "facilitator amara: agency" in str(refused.exception)


def test_the_measure_of_a_folder_stands_beside_the_best_known(tmp_path: Path) -> None:
    _file(tmp_path, _PROBLEM, "small.json")
    _file(tmp_path, {"small": {"best": -3}}, "best_known.json")
    measured = CliRunner().invoke(bench.command, ["allocation", str(tmp_path), "--time-limit", "20"])
    assert measured.exit_code == 0
    name, cost, bound, gap, _, greedy, best, broken = measured.output.splitlines()[1].split()
    assert (name, cost, bound, gap, best, broken) == ("small", "-3", "-3", "0.000%", "-3", "0")
    assert int(greedy) >= -3

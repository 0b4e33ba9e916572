"""What everybody sees in worlds made up at random, beside the rules written apart from the program."""

import ast
import sys
from pathlib import Path

import pytest

from rjhub.proving import faults, oracle, planting, scratch, worlds


@pytest.mark.usefixtures("own_database")
def test_everybody_sees_in_random_worlds_what_the_rules_say() -> None:
    result = worlds.prove(count=120, seed=11)
    assert result.told == []
    assert result.disagreements == 0
    assert result.seen > 50
    assert result.attempts > 10


def test_the_rules_are_short_and_share_nothing_with_the_program() -> None:
    text = Path(oracle.__file__).read_text()
    taken = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or "rjhub"] if isinstance(node, ast.ImportFrom) else [n.name for n in node.names]
        )
    }
    assert taken <= sys.stdlib_module_names
    assert text.count("\n") <= 400


@pytest.mark.usefixtures("own_database")
def test_planted_faults_are_caught() -> None:
    result = planting.prove(seed=1, every=30)
    assert result.missed == []
    assert result.faults >= 5
    assert result.by_worlds > 0
    assert result.by_catalogue > 0
    with scratch.owner() as connection:
        row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    assert row is not None
    # Where the owner is no superuser, the server itself refuses to be made to bypass its own rules.
    assert bool(result.not_planted) is not row[0]


def test_there_are_more_than_a_hundred_faults_to_plant_and_no_two_alike() -> None:
    names = [fault.name for fault in faults.every(("cases_case", "people_person"))]
    assert len(names) == len(set(names)) > 100

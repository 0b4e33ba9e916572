"""The lock files agree with each other and with what the project says it is built from."""

import re
import tomllib
from pathlib import Path

from rjhub.server.setup import packages

ROOT = Path(__file__).resolve().parents[3]


def locked(purpose: str) -> dict[str, str]:
    """Give each package's pin and hashes, as one text."""
    text = (ROOT / packages.LOCKS[purpose]).read_text()
    blocks = re.findall(r"^([a-z0-9-]+)(==.+(?:\n    --hash=.+)+)", text, flags=re.MULTILINE)
    return dict(blocks)


def declared(groups: list[str]) -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"]]
    wanted += [line for group in groups for line in project["dependency-groups"][group]]
    pins = (re.fullmatch(r"([\w.-]+)(?:\[.*\])?==(.+)", line) for line in wanted)
    return {re.sub("[-_.]+", "-", pin[1].lower()): pin[2] for pin in pins if pin}


def test_what_is_tested_is_what_runs() -> None:
    tests = locked("tests")

    assert {name: tests.get(name) for name in locked("program")} == locked("program")


def test_the_locks_hold_what_the_project_declares() -> None:
    program, tests = locked("program"), locked("tests")

    assert {name for name, pin in declared([]).items() if not program[name].startswith(f"=={pin}")} == set()
    assert {
        name for name, pin in declared(["dev", "test"]).items() if not tests[name].startswith(f"=={pin}")
    } == set()


def test_the_locks_name_no_address() -> None:
    for lock in packages.LOCKS.values():
        assert "://" not in (ROOT / lock).read_text()

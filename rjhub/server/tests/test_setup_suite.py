"""`dev.py test`, with checks that only pretend."""

from pathlib import Path

import pytest

from rjhub.server.setup import chromium, suite

PASSED = "======= 12 passed, 1 deselected in 3.21s ======="


@pytest.fixture
def python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an environment in which every check passes."""
    monkeypatch.setattr(chromium, "ensure", lambda _root: "/usr/bin/chromium")
    monkeypatch.setattr(suite.os, "cpu_count", lambda: 2)
    (tmp_path / "bin").mkdir()
    for check in suite.CHECKS:
        let(tmp_path / "bin" / check.command[0], f"echo {check.command[0]} is content")
    let(tmp_path / "bin" / "python", f'echo "$@ $RJHUB_CHROMIUM"; echo "{PASSED}"')
    return tmp_path / "bin" / "python"


def let(program: Path, do: str) -> None:
    program.write_text(f"#!/bin/sh\n{do}\n")
    program.chmod(0o755)


def test_the_last_line_is_what_pytest_said_last(python: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert suite.run(python.parent, python, []) == 0

    said = capsys.readouterr().out.splitlines()
    assert said[-1] == PASSED
    assert "-m pytest --continue-on-collection-errors -n 2 --dist loadfile /usr/bin/chromium" in said


def test_a_failed_check_does_not_keep_the_others_from_running(
    python: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    let(python.parent / "mypy", "echo 'error: no such type'; exit 1")

    assert suite.run(python.parent, python, []) == 1

    said = capsys.readouterr().out
    assert "FAILED  types (mypy)" in said
    assert "passed  tests (pytest)" in said
    assert said.splitlines()[-1] == PASSED


def test_a_suite_that_does_not_come_to_its_end_says_so(
    python: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    let(python, "echo INTERNALERROR; exit 3")

    assert suite.run(python.parent, python, []) == 1

    assert capsys.readouterr().out.splitlines()[-1] == "pytest did not come to its end."


def test_without_a_browser_the_end_says_what_did_not_run(
    python: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chromium, "ensure", lambda _root: None)

    suite.run(python.parent, python, [])

    said = capsys.readouterr().out.splitlines()
    assert said[-3:] == [chromium.NOT_HAD, "", PASSED]
    assert any("-m not browser -n 2" in line for line in said)


def test_arguments_are_for_pytest_alone(python: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suite.run(python.parent, python, ["rjhub/server"])

    said = capsys.readouterr().out
    assert "-m pytest --continue-on-collection-errors rjhub/server" in said
    assert "mypy" not in said


def test_a_browser_that_does_not_start_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    let(tmp_path / "browser", "exit 127")
    monkeypatch.setenv("RJHUB_CHROMIUM", str(tmp_path / "browser"))
    monkeypatch.setenv("PATH", "/nowhere")

    assert chromium.ensure(tmp_path) is None


def test_a_named_browser_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    let(tmp_path / "browser", "echo Chromium 156")
    monkeypatch.setenv("RJHUB_CHROMIUM", str(tmp_path / "browser"))

    assert chromium.ensure(tmp_path) == str(tmp_path / "browser")

"""`dev.py test`, with checks that only pretend."""

from pathlib import Path

import pytest

from rjhub.server.setup import chromium, suite

PASSED = "======= 12 passed, 1 deselected in 3.21s ======="


@pytest.fixture
def python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an environment in which every check passes."""
    monkeypatch.setattr(chromium, "ensure", lambda _root: {"RJHUB_CHROMIUM": "/usr/bin/chromium"})
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


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the directory of a clone on a machine that has a browser, and nothing to fetch one with."""
    driver = tmp_path / ".venv/lib/python3.11/site-packages/playwright/driver"
    driver.mkdir(parents=True)
    let(driver / "node", "echo v24")
    let(tmp_path / "chromium", "echo Chromium 156")
    monkeypatch.delenv("RJHUB_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def without_library(program: Path) -> None:
    let(program, "echo error while loading shared libraries >&2; exit 127")


def test_the_machines_own_browser_is_found(machine: Path) -> None:
    assert chromium.ensure(machine) == {"RJHUB_CHROMIUM": str(machine / "chromium")}


def test_a_named_browser_comes_first(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    let(machine / "another", "echo Chromium 157")
    monkeypatch.setenv("RJHUB_CHROMIUM", str(machine / "another"))

    assert chromium.ensure(machine) == {"RJHUB_CHROMIUM": str(machine / "another")}


def test_a_browser_that_does_not_start_is_not_taken(machine: Path) -> None:
    without_library(machine / "chromium")

    assert chromium.ensure(machine) is None


def test_a_browser_that_nothing_can_drive_is_not_taken(machine: Path) -> None:
    without_library(machine / ".venv/lib/python3.11/site-packages/playwright/driver/node")

    assert chromium.ensure(machine) is None


def test_the_machines_own_node_drives_where_playwrights_does_not_start(machine: Path) -> None:
    without_library(machine / ".venv/lib/python3.11/site-packages/playwright/driver/node")
    let(machine / "node", "echo v20")

    found = chromium.ensure(machine)

    assert found == {
        "RJHUB_CHROMIUM": str(machine / "chromium"),
        "PLAYWRIGHT_NODEJS_PATH": str(machine / "node"),
    }


def test_debians_browser_is_fetched_where_there_is_none(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (machine / "chromium").unlink()
    let(
        machine / "apt-get",
        f'case "$*" in *install*chromium*libatomic1*) printf "#!/bin/sh\\n" > {machine}/chromium;'
        f" /bin/chmod +x {machine}/chromium;; esac",
    )
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 0)

    assert chromium.ensure(machine) == {"RJHUB_CHROMIUM": str(machine / "chromium")}


def test_npms_browser_is_fetched_where_there_is_no_other(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (machine / "chromium").unlink()
    (machine / ".ci/chromium").mkdir(parents=True)
    for file in ("package.json", "package-lock.json"):
        (machine / ".ci/chromium" / file).touch()
    let(machine / "npm", "exit 0")
    let(machine / "node", 'printf "#!/bin/sh\\n" > "$TMPDIR/chromium"; /bin/chmod +x "$TMPDIR/chromium"')
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 1000)

    assert chromium.ensure(machine) == {"RJHUB_CHROMIUM": str(machine / ".tools/chromium/launch")}

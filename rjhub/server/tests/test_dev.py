"""`dev.py`, the first thing that anybody types."""

import ast
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from rjhub.server.setup import commands, suite
from rjhub.server.setup.packages import Environment
from rjhub.server.trouble import TroubleError

DEV = Path(__file__).resolve().parents[3] / "dev.py"


@pytest.mark.parametrize(("words", "code"), [([], 2), (["frobnicate"], 2), (["--help"], 0)])
def test_without_a_command_that_it_knows_it_lists_them(words: list[str], code: int) -> None:
    answer = subprocess.run([sys.executable, "-S", DEV, *words], capture_output=True, text=True, check=False)

    assert answer.returncode == code
    assert "python3 dev.py demo" in answer.stderr


def test_an_older_python_can_read_it_and_is_told_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dev = runpy.run_path(str(DEV))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))

    assert dev["main"]() == 1

    assert "needs Python 3.11 or later, and this is 3.9" in capsys.readouterr().err
    ast.parse(DEV.read_text(), feature_version=(3, 7))


@pytest.fixture
def went_on_with(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give what would be started in the environment, instead of starting it."""
    started: list[str] = []
    monkeypatch.setattr(Environment, "ensure", lambda _self, purpose: Path("/venv") / purpose / "python")
    monkeypatch.setattr(os, "execv", lambda _path, words: started.extend(words))
    monkeypatch.setenv("RJHUB_DEMONSTRATION", "")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "")
    return started


@pytest.mark.parametrize(
    ("command", "goes_on"), [("demo", "serve"), ("setup", "setup"), ("reset", "reset")], ids=str
)
def test_it_goes_on_in_the_environment(went_on_with: list[str], command: str, goes_on: str) -> None:
    commands.run(command, [])

    assert went_on_with == ["/venv/program/python", "-P", "-m", "rjhub", goes_on]
    assert os.environ["RJHUB_DEMONSTRATION"] == ("true" if command == "demo" else "")


def test_the_tests_get_an_environment_that_holds_their_tools(
    went_on_with: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_with: list[Path] = []
    monkeypatch.setattr(suite, "run", lambda _root, python, _words: run_with.append(python) or 0)

    assert commands.run("test", []) == 0

    assert run_with == [Path("/venv/tests/python")]


@pytest.mark.parametrize(
    ("trouble", "code", "words"),
    [
        (TroubleError("The disk is full."), 1, "The disk is full."),
        (KeyboardInterrupt(), 130, "Nothing is half-made"),
    ],
)
def test_what_stops_it_is_said_in_plain_words(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    trouble: BaseException,
    code: int,
    words: str,
) -> None:
    def ensure(_self: Environment, _purpose: str) -> Path:
        raise trouble

    monkeypatch.setattr(Environment, "ensure", ensure)

    assert commands.run("setup", []) == code

    assert words in capsys.readouterr().err

"""Every check and test, one after another; all run even if one fails, and the end says which did."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rjhub.server.setup import chromium
from rjhub.server.setup.progress import say

CLOSING_LINE = re.compile(
    r"=* ?(no tests ran|.*\d+ (passed|failed|errors?|skipped|deselected)).* in [\d.]+s.*"
)
COLOUR = re.compile(r"\x1b\[[\d;]*m")


@dataclass(frozen=True)
class Check:
    """One program that judges the code, and what it looks at."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """How a check ended."""

    name: str
    code: int
    seconds: float
    last_words: str = ""


CHECKS = (
    Check("rules of the code (ruff)", ("ruff", "check", ".")),
    Check("format of the code (ruff)", ("ruff", "format", "--check", ".")),
    Check("order of the rooms (import-linter)", ("lint-imports",)),
    Check("types (mypy)", ("mypy",)),
)
TESTS = "tests (pytest)"
MOST_WORKERS = 4  # each has a database and perhaps a browser of its own


def run(root: Path, python: Path, arguments: Sequence[str]) -> int:
    """Run everything, or only pytest if arguments for it are given; answer 1 if anything failed."""
    browser = chromium.ensure(root)
    environment = {**os.environ, **(browser or {})}
    programs = python.parent
    outcomes = [
        _run(check, [str(programs / check.command[0]), *check.command[1:]], root, environment)
        for check in (() if arguments else CHECKS)
    ]
    # A module that cannot be read is an error of its own, and no reason to leave the other tests out.
    options = ["--continue-on-collection-errors", *([] if browser else ["-m", "not browser"])]
    options += [] if arguments else ["-n", str(min(os.cpu_count() or 1, MOST_WORKERS)), "--dist", "loadfile"]
    command = [str(python), "-m", "pytest", *options, *arguments]
    outcomes.append(_run(Check(TESTS, ("pytest",)), command, root, environment))
    _close(outcomes, browser)
    return 1 if any(outcome.code for outcome in outcomes) else 0


def _run(check: Check, command: list[str], root: Path, environment: dict[str, str]) -> Outcome:
    say(f"\n== {check.name}")
    began = time.monotonic()
    last_words = ""
    with subprocess.Popen(
        command,
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        bufsize=1,
    ) as running:
        for line in running.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            if CLOSING_LINE.fullmatch(COLOUR.sub("", line.strip())):
                last_words = COLOUR.sub("", line.strip())
    return Outcome(check.name, running.returncode, time.monotonic() - began, last_words)


def _close(outcomes: Sequence[Outcome], browser: dict[str, str] | None) -> None:
    """Say which checks failed, then what did not run, and at last pytest's last line, which machines read."""
    say("")
    for outcome in outcomes:
        say(f"  {'FAILED' if outcome.code else 'passed'}  {outcome.name}  ({outcome.seconds:.0f} s)")
    if not browser:
        say(f"\n{chromium.NOT_HAD}")
    say(f"\n{outcomes[-1].last_words or 'pytest did not come to its end.'}")

"""The commands of dev.py. Each makes the environment ready and then goes on inside it."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rjhub.server.setup import locks, suite
from rjhub.server.setup.packages import Environment
from rjhub.server.setup.progress import complain, say
from rjhub.server.trouble import TroubleError

ROOT = Path(__file__).resolve().parents[3]
INTERRUPTED = 130


def run(command: str, arguments: Sequence[str]) -> int:
    """Run one command of dev.py and answer its exit code."""
    commands: dict[str, Callable[[Sequence[str]], int]] = {
        "demo": _demo, "test": _test, "setup": _setup, "reset": _reset, "lock": _lock
    }  # fmt: skip
    try:
        return commands[command](arguments)
    except TroubleError as trouble:
        complain(f"\n{trouble}")
        return 1
    except KeyboardInterrupt:
        complain("\nStopped. Nothing is half-made: the same command goes on from here.")
        return INTERRUPTED


def _demo(arguments: Sequence[str]) -> int:
    say("RJ Hub: a demonstration, with invented people only")
    os.environ["RJHUB_DEMONSTRATION"] = "true"
    return _go_on_in(Environment(ROOT).ensure("program"), "serve", *arguments)


def _setup(arguments: Sequence[str]) -> int:
    say("RJ Hub: setting up")
    return _go_on_in(Environment(ROOT).ensure("program"), "setup", *arguments)


def _reset(arguments: Sequence[str]) -> int:
    return _go_on_in(Environment(ROOT).ensure("program"), "reset", *arguments)


def _test(arguments: Sequence[str]) -> int:
    say("RJ Hub: every check and test")
    python = Environment(ROOT).ensure("tests")
    return suite.run(ROOT, python, arguments)


def _lock(arguments: Sequence[str]) -> int:
    del arguments
    return locks.write(ROOT, Environment(ROOT).installer())


def _go_on_in(python: Path, *command: str) -> int:
    """Become the program itself, so that signals and the exit code are its own."""
    sys.stdout.flush()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rjhub.settings.development")
    os.execv(python, [str(python), "-P", "-m", "rjhub", *command])  # noqa: S606 - no shell is wanted

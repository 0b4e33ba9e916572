"""What the person at the terminal sees while things are made ready."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress


def say(words: str) -> None:
    """Put a line on the terminal at once."""
    with suppress(OSError):  # the terminal was closed; what we do goes on to its end
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()


def complain(words: str) -> None:
    """Put a line where errors go, after everything that was said before."""
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()


@contextmanager
def step(words: str) -> Iterator[None]:
    """Say what is being done, and how long it took when it is done."""
    say(f"  {words} ...")
    began = time.monotonic()
    yield
    say(f"      done in {time.monotonic() - began:.1f} s")

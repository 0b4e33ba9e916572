"""Parts that `rjhub serve` starts again when they end by themselves: the worker, and a database of our own.

The web server stays meanwhile and says that the database is away, which keeps what people are typing.
"""

import time
from collections.abc import Callable
from typing import Protocol

from rjhub.server.setup.progress import complain, say
from rjhub.server.trouble import TroubleError

LONGEST_PAUSE = 30.0
SETTLED_AFTER = 60.0  # a part that ran for so long has recovered from what ended it before


class Part(Protocol):
    """What can be kept running."""

    def ended(self) -> int | None:
        """Give how it ended, or None while it runs."""

    def stop(self) -> None:
        """Stop it, and clear away what it left."""


class Kept:
    """A part, and when it is started again: soon, then less and less often, but never given up."""

    def __init__(self, name: str, start: Callable[[], Part]) -> None:
        """Start it. Raises what starting raises."""
        self._name = name
        self._start = start
        self._part = start()
        self._started = time.monotonic()
        self._pause = 0.0
        self._due: float | None = None

    def look(self) -> None:
        """See whether it runs, and start it again when that is due."""
        if self._due is None:
            code = self._part.ended()
            if code is not None:
                self._part.stop()
                self._put_off(f"The {self._name} ended unexpectedly (exit code {code}).")
        elif time.monotonic() >= self._due:
            self._again()

    def stop(self) -> None:
        """Stop it for good."""
        self._part.stop()

    def _again(self) -> None:
        self._started = time.monotonic()
        try:
            self._part = self._start()
        except TroubleError as trouble:
            self._put_off(f"The {self._name} does not start: {trouble}")
        else:
            self._due = None
            say(f"The {self._name} runs again.")

    def _put_off(self, why: str) -> None:
        now = time.monotonic()
        if now - self._started > SETTLED_AFTER:
            self._pause = 0.0
        self._pause = min(self._pause * 2 or 1.0, LONGEST_PAUSE)
        self._due = now + self._pause
        complain(f"{why} It is started again in {self._pause:.0f} s.")

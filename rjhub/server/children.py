"""The processes that `rjhub serve` keeps: started with a tie to us, watched, and stopped in order."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from rjhub.server import programs

SECONDS_TO_STOP = 8


class Child:
    """One process, and everything that it starts."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start it in a session of its own: Ctrl-C reaches only us, who stop things in order."""
        self.name = name
        self._process = subprocess.Popen(
            [*programs.tie("TERM"), *command],
            env=dict(environment),
            start_new_session=True,
            stdin=subprocess.DEVNULL,
        )
        self.pid = self._process.pid

    def ended(self) -> int | None:
        """Give the exit code if it has ended."""
        return self._process.poll()

    def wait(self) -> int:
        """Wait until it ends by itself, and give its exit code."""
        return self._process.wait()

    def stop(self) -> None:
        """Ask it to finish what it is doing; after some seconds, end it and whatever it started."""
        if self._process.poll() is None:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(SECONDS_TO_STOP)
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()


def python(*arguments: str) -> list[str]:
    """Give the command that runs a module of ours with the Python that runs us."""
    return [sys.executable, "-P", "-m", *arguments]

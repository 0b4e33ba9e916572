"""Starting afresh: stop what serves the data, and delete the data."""

import fcntl
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from rjhub.server import postgres, program, run
from rjhub.server.trouble import TroubleError

DEMONSTRATION_NOTE = "demonstration"
KEPT = {"test"}  # the tests' own database
SECONDS_TO_STOP = 30


def reset(*, everything: bool) -> Iterator[str]:
    """Delete the data, saying what is done. Raises TroubleError where that may not be wanted."""
    if not program.uses_own_database():
        raise TroubleError(
            "DATABASE_URL names a PostgreSQL server of yours, and reset never deletes anything there. "
            "Without it, reset deletes the program's own data. To empty yours, drop and make the database."
        )
    data = program.environment().data
    if (data / "postgres").exists() and not (data / DEMONSTRATION_NOTE).exists() and not everything:
        raise TroubleError(
            f"The data in {data} was not made by the demonstration, so it may be real. Nothing was "
            "deleted. To delete it all the same: rjhub reset --everything"
        )
    yield from _stop_service(data)
    yield from _delete(data)


def _stop_service(data: Path) -> Iterator[str]:
    if not (data / run.NOTE).exists():
        return
    with (data / run.NOTE).open("a") as note:
        try:
            fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            service = run.running_service(data)
            os.kill(int(str(service["pid"])), signal.SIGTERM)
            _await_lock(note.fileno())
            yield f"Stopped the service on {service['url']}."


def _await_lock(descriptor: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_STOP
    while time.monotonic() < deadline:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.1)
        else:
            return
    raise TroubleError(f"The service did not stop within {SECONDS_TO_STOP} seconds. Nothing was deleted.")


def _delete(data: Path) -> Iterator[str]:
    # The note goes last: a reset that was interrupted must be allowed to go on.
    found = sorted(data.iterdir(), key=lambda path: path.name == DEMONSTRATION_NOTE) if data.exists() else []
    deleted = [path for path in found if path.name not in KEPT]
    for path in deleted:
        if path.name == "postgres":
            postgres.erase(path)
        elif path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    names = ", ".join(path.name for path in deleted)
    yield f"Deleted from {data}: {names}." if names else f"There is no data in {data}."
    yield "The next `python3 dev.py demo` starts afresh."

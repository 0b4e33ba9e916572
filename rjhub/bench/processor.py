"""Processor time of a request: the program's own and that of its sessions in the database.

On a machine that does other work too, the clock on the wall says how busy that is. This says what the page takes.
"""

import atexit
import time
from functools import cache
from pathlib import Path

import psycopg
from django.db import connections

SESSIONS = (
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
    "AND usename IN ('rjhub_app', 'rjhub_responsible', 'rjhub_bench')"
)


class Processor:
    """Counts from now on. `is_known` is false where the database runs on another machine, or Linux does not tell."""

    def __init__(self) -> None:
        """Find the program's sessions as they are now."""
        told = [Path(f"/proc/{pid}/schedstat") for (pid,) in _asking().execute(SESSIONS)]
        self._sessions = [path for path in told if _is_a_session(path)]
        self.is_known = bool(told) and len(self._sessions) == len(told)

    def seconds(self) -> float:
        """Processor time so far. Only differences mean something."""
        try:
            return time.thread_time() + sum(_nanoseconds(path) for path in self._sessions) / 1e9
        except OSError:  # a session has ended meanwhile
            self.is_known = False
            return 0.0


@cache
def _asking() -> "psycopg.Connection[tuple[int]]":
    # One of its own, kept: Django ends its own after each request, and a session that starts and ends beside each
    # request is measured with it.
    kept = psycopg.connect(**connections["owner"].get_connection_params(), autocommit=True)
    atexit.register(kept.close)
    return kept


def _is_a_session(path: Path) -> bool:
    try:
        return path.with_name("comm").read_text().startswith("postgres") and _nanoseconds(path) >= 0
    except (OSError, ValueError):
        return False


def _nanoseconds(path: Path) -> int:
    return int(path.read_text().split()[0])

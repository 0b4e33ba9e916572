"""Sets indexes aside while much is poured in, and makes them again afterwards: quicker than keeping them all along.

Unique indexes and those of keys stay, so that what they refuse is refused. What was set aside stands in a table of
its own until it is made again, so that a run that was killed leaves nothing lost: the next one begins with it.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg

SETTINGS = (
    "SET synchronous_commit = off",
    "SET maintenance_work_mem = '768MB'",
    "SET max_parallel_maintenance_workers = 1",
)
KEPT = """
CREATE TABLE IF NOT EXISTS index_set_aside (
    name text PRIMARY KEY, definition text NOT NULL, big bigint NOT NULL)
"""
SECONDARY = """
INSERT INTO index_set_aside
SELECT format('%%I.%%I', n.nspname, i.relname), pg_get_indexdef(i.oid), t.reltuples
FROM pg_index x
JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_class t ON t.oid = x.indrelid AND t.relkind = 'r'
JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE t.relname = ANY(%s) AND n.nspname = 'public' AND t.relowner = current_user::regrole
  AND NOT x.indisunique AND NOT x.indisreplident AND x.indisvalid
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.oid)
RETURNING name
"""
NEXT = """
SELECT name, definition FROM index_set_aside ORDER BY big DESC, name LIMIT 1 FOR UPDATE SKIP LOCKED
"""
_AS_DEFINED, _UNLESS_THERE = "CREATE INDEX ", "CREATE INDEX IF NOT EXISTS "


@contextmanager
def indexes_set_aside(dsn: str, tables: list[str], *, processes: int) -> Iterator[int]:
    """Leave the tables without their secondary indexes for a while; gives how many. They come back in any case."""
    count = _set_aside(dsn, tables)
    try:
        yield count
    finally:
        make_again(dsn, processes=processes)


def make_again(dsn: str, *, processes: int) -> int:
    """Make the indexes that are set aside, also by a run before, and answer how many. None: nothing is done."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        if not _is_kept(connection):
            return 0
        (before,) = _one(connection, "SELECT count(*) FROM index_set_aside")
    with ThreadPoolExecutor(processes) as pool:
        for made in [pool.submit(_make, dsn) for _ in range(processes)]:
            made.result()
    with psycopg.connect(dsn) as connection:
        connection.execute("LOCK TABLE index_set_aside")
        (left,) = _one(connection, "SELECT count(*) FROM index_set_aside")
        if not left:
            connection.execute("DROP TABLE index_set_aside")
    return int(before)


def _set_aside(dsn: str, tables: list[str]) -> int:
    with psycopg.connect(dsn) as connection:
        connection.execute(KEPT)
        names = [name for (name,) in connection.execute(SECONDARY, [tables]).fetchall()]
        for name in names:
            connection.execute(f"DROP INDEX {name}")
    return len(names)


def _make(dsn: str) -> None:
    """Make one after the other, each with the note of it taken away in the same transaction."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        for setting in SETTINGS:
            connection.execute(setting)
        while _make_next(connection):
            pass


def _make_next(connection: "psycopg.Connection[Any]") -> bool:
    with connection.transaction():
        found = connection.execute(NEXT).fetchone()
        if found is None:
            return False
        name, definition = found
        connection.execute(definition.replace(_AS_DEFINED, _UNLESS_THERE, 1))
        connection.execute("DELETE FROM index_set_aside WHERE name = %s", [name])
    return True


def _is_kept(connection: "psycopg.Connection[Any]") -> bool:
    (name,) = _one(connection, "SELECT to_regclass('public.index_set_aside')")
    return name is not None


def _one(connection: "psycopg.Connection[Any]", statement: str) -> tuple[Any, ...]:
    row = connection.execute(statement).fetchone()
    return row or (None,)

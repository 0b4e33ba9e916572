"""Puts rows into the database by COPY: a batch is one transaction, with the triggers that would repeat the work off.

What the triggers would compute (who may see a row) stands in the rows already; tests hold the two against each other.
Check and unique constraints hold here as everywhere.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import sql

from rjhub.demonstration.writing.tables import Table, table_of
from rjhub.sharing.models import File

BATCH = 60_000  # rows; some tens of megabytes


@dataclass
class Pourer:
    """Collects rows and puts them into the database, a batch at a time. It keeps no more than one batch.

    `connection` is the owner's. `rows` counts what has been put in.
    """

    connection: "psycopg.Connection[Any]"
    rows: int = 0
    _waiting: dict[Table, list[str]] = field(default_factory=dict)
    _count: int = 0

    def take(self, lines: Iterable[tuple[Table, str]]) -> None:
        """Take rows that belong together; they come into the database together."""
        for table, line in lines:
            self._waiting.setdefault(table, []).append(line)
            self._count += 1
        if self._count >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Put in what waits."""
        if not self._count:
            return
        # Files first: the grants' key to them is looked at as soon as they are in.
        first = table_of(File)
        tables = sorted(self._waiting, key=lambda table: table != first)
        with self.connection.transaction(), _quiet(self.connection, tables):
            for table in tables:
                self._copy(table, "".join(self._waiting[table]))
        self.rows += self._count
        self._waiting, self._count = {}, 0

    def _copy(self, table: Table, lines: str) -> None:
        columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(_name(table), columns)
        with (
            self.connection.cursor() as cursor,
            _as_owner_of(self.connection, table),
            cursor.copy(statement) as copy,
        ):
            copy.write(lines)


def analyze(connection: "psycopg.Connection[Any]", tables: Iterable[Table]) -> None:
    """Let the planner know what came in."""
    for table in tables:
        with connection.transaction(), _as_owner_of(connection, table):
            connection.execute(sql.SQL("ANALYZE {}").format(_name(table)))


def follow(connection: "psycopg.Connection[Any]") -> None:
    """Have the database keep what people who said no are found by: its triggers were left out as they came in."""
    with connection.transaction():
        connection.execute("SET LOCAL ROLE rjhub_keeper")
        connection.execute("SELECT keeper.note_all_traits()")
        connection.execute("RESET ROLE")


@contextmanager
def _quiet(connection: "psycopg.Connection[Any]", tables: list[Table]) -> Iterator[None]:
    """Leave the triggers out: for this session where the owner may say so, else on the tables themselves."""
    if may_replicate(connection):
        connection.execute("SET LOCAL session_replication_role = replica")
        yield
        connection.execute("SET LOCAL session_replication_role = origin")
        return
    forced = [table for table in tables if not table.owner]
    for table in forced:
        _alter(connection, table, "DISABLE TRIGGER USER")
    walled = [table for table in forced if _is_forced(connection, table)]
    for table in walled:
        _alter(connection, table, "NO FORCE ROW LEVEL SECURITY")
    yield
    # Nothing may be altered while keys wait to be looked at.
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in walled:
        _alter(connection, table, "FORCE ROW LEVEL SECURITY")
    for table in forced:
        _alter(connection, table, "ENABLE TRIGGER USER")
    connection.execute("SET CONSTRAINTS ALL DEFERRED")


def may_replicate(connection: "psycopg.Connection[Any]") -> bool:
    """Whether the owner may switch triggers off for a session."""
    row = connection.execute("SELECT has_parameter_privilege('session_replication_role', 'SET')").fetchone()
    return bool(row and row[0])


def _is_forced(connection: "psycopg.Connection[Any]", table: Table) -> bool:
    row = connection.execute(
        "SELECT relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [table.name]
    ).fetchone()
    return bool(row and row[0])


def _alter(connection: "psycopg.Connection[Any]", table: Table, how: str) -> None:
    connection.execute(sql.SQL(f"ALTER TABLE {{}} {how}").format(_name(table)))


@contextmanager
def _as_owner_of(connection: "psycopg.Connection[Any]", table: Table) -> Iterator[None]:
    if not table.owner:
        yield
        return
    connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(table.owner)))
    yield
    connection.execute("RESET ROLE")


def _name(table: Table) -> sql.Identifier:
    return sql.Identifier(*table.name.split("."))

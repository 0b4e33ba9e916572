"""Tables with nothing left but who may see their rows, so that a world can put a row into any of them.

Foreign keys between rows, checks of their words and gates have to do with casework, not with seeing; they go. Row
security, the trigger that fills who sees a row, what notes the stages of files, and everything of files, grants and
allowances stays as it is.
"""

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

Connection = psycopg.Connection[Any]
CORE = ("id", "partnership_id", "file_id", "side", "category", "acl")
KEPT_TRIGGERS = (
    "fill_acl",
    "note_stage",
    "note_stage_of_person",
    "shut_or_opened",
    "shut_with_the_case",
    "guard_conflict",
    "joined_again",
)
KEPT_KEYS = ("grant_within_partnership", "grant_holder_and_side")
ACCESS = ("sharing_file", "sharing_grant", "sharing_allowance", "partnership_principal")
# Rows that say something about a file, so none of them stands there by chance.
MADE_BY_THEMSELVES = (
    "cases_case",
    "cases_party",
    "people_person",
    "sharing_conflictofinterest",
    "sharing_sealing",
)


@dataclass(frozen=True)
class Tables:
    """Where rows can stand."""

    plain: tuple[str, ...]
    with_holder: tuple[str, ...]
    every: tuple[str, ...]

    @property
    def everything(self) -> sql.Composed:
        """Ask for the number of every row that whoever asks sees."""
        each = sql.SQL(" UNION ALL ").join(
            sql.SQL("SELECT id FROM {}").format(sql.Identifier(name)) for name in self.every
        )
        return sql.SQL("SELECT string_agg(right(id::text, 12), ',') FROM ({}) found").format(each)


def strip(connection: Connection) -> Tables:
    """Take from the protected tables what has nothing to do with seeing. Answers which there are."""
    names = tuple(
        name for (name,) in connection.execute("SELECT name FROM keeper.protected_table ORDER BY 1")
    )
    for table in (*names, "partnership_staff"):
        _strip(connection, table)
    for table in ACCESS:
        for (key,) in _keys(connection, table, "f"):
            if key not in KEPT_KEYS:
                _drop(connection, table, "CONSTRAINT", key)
    filled = connection.execute(
        "SELECT tgrelid::regclass::text FROM pg_trigger "
        "WHERE tgname = 'fill_acl' AND tgfoid::regproc::text LIKE '%with_holder'"
    )
    holding = {name for (name,) in filled}
    plain = tuple(name for name in names if name not in {*holding, *MADE_BY_THEMSELVES})
    return Tables(plain, tuple(sorted(holding)), names)


def _strip(connection: Connection, table: str) -> None:
    for kind in ("f", "c", "u"):
        for (key,) in _keys(connection, table, kind):
            _drop(connection, table, "CONSTRAINT", key)
    for (name,) in connection.execute(
        "SELECT indexrelid::regclass::text FROM pg_index "
        "WHERE indrelid = %s::regclass AND indisunique AND NOT indisprimary", [table],
    ).fetchall():  # fmt: skip
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.SQL(name)))
    for (name,) in connection.execute(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [table]
    ).fetchall():
        if name not in KEPT_TRIGGERS:
            statement = "DROP TRIGGER {} ON {}"
            connection.execute(sql.SQL(statement).format(sql.Identifier(name), sql.Identifier(table)))
    for (name,) in connection.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND attnotnull "
        "AND NOT attisdropped", [table],
    ).fetchall():  # fmt: skip
        if name not in CORE:
            statement = "ALTER TABLE {} ALTER COLUMN {} DROP NOT NULL"
            connection.execute(sql.SQL(statement).format(sql.Identifier(table), sql.Identifier(name)))


def _keys(connection: Connection, table: str, kind: str) -> list[tuple[Any, ...]]:
    asked = "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = %s"
    return connection.execute(asked, [table, kind]).fetchall()


def _drop(connection: Connection, table: str, what: str, name: str) -> None:
    statement = sql.SQL("ALTER TABLE {} DROP {} {} CASCADE")
    connection.execute(statement.format(sql.Identifier(table), sql.SQL(what), sql.Identifier(name)))

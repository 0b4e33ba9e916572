"""Tables with nothing left but who may see their rows, so that a world can put a row into any of them.

Foreign keys between rows, checks of their words and gates have to do with casework, not with seeing; they go. Row
security, the trigger that fills who sees a row, what notes the stages of files, and everything of files, grants and
allowances stays as it is.
"""

import re
from dataclasses import dataclass
from random import Random
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
    "shut_with_the_attached",
    "guard_conflict",
    "joined_again",
)
KEPT_KEYS = ("grant_within_partnership", "grant_holder_and_side")
ACCESS = ("sharing_file", "sharing_grant", "sharing_allowance", "partnership_principal")
SWEPT = (*ACCESS, "partnership_staff", "partnership_roleheld")
# Rows that say something about a file, so none of them stands there by chance.
MADE_BY_THEMSELVES = (
    "cases_case",
    "cases_party",
    "people_person",
    "sharing_conflictofinterest",
    "sharing_sealing",
)
# In how many tables rows of one batch can stand, beside those that every batch has.
PLAIN, HOLDING = 8, 3


@dataclass(frozen=True)
class Tables:
    """Where rows can stand."""

    plain: tuple[str, ...]
    with_holder: tuple[str, ...]
    every: tuple[str, ...]

    def turn(self, number: int) -> "Tables":
        """Some of them. All have the same rules, so that worlds take turns; to ask a few is quicker than to ask all."""
        chance = Random(number)  # noqa: S311 - chance that can be repeated
        plain = tuple(sorted(chance.sample(self.plain, min(PLAIN, len(self.plain)))))
        holding = tuple(sorted(chance.sample(self.with_holder, min(HOLDING, len(self.with_holder)))))
        own = tuple(name for name in self.every if name in MADE_BY_THEMSELVES)
        return Tables(plain, holding, (*own, *plain, *holding))

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
    for table in (*names, "partnership_staff", "partnership_roleheld"):
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


def sweep(connection: Connection, tables: Tables) -> None:
    """Clear away the rows of batches that were undone: whoever looks for a row would pass each of them."""
    names = sql.SQL(", ").join(map(sql.Identifier, (*tables.every, *SWEPT)))
    connection.execute(sql.SQL("VACUUM {}").format(names))


def narrow(connection: Connection, tables: Tables) -> None:
    """Leave to what rewrites access lists the tables that have rows, as it is said of them, faults and all.

    Most of the time of a batch would go into asking tables without a row. That the function names every table is the
    catalogue's to say.
    """
    connection.execute("SET LOCAL ROLE rjhub_keeper")
    connection.execute("DELETE FROM keeper.protected_table WHERE name <> ALL (%s)", [list(tables.every)])
    ((text,),) = connection.execute("SELECT pg_get_functiondef('keeper.rewrite_acl'::regproc)").fetchall()
    others = rf"UPDATE public\.(?!(?:{'|'.join(tables.every)})\b)\w+ SET acl = acl WHERE [^;]*;\s*"
    connection.execute(re.sub(others, "", text))
    connection.execute("RESET ROLE")


def _strip(connection: Connection, table: str) -> None:
    for kind in ("f", "c"):
        for (key,) in _keys(connection, table, kind):
            _drop(connection, table, "CONSTRAINT", key)
    for (key,) in _keys(connection, table, "u"):
        ((same,),) = connection.execute("SELECT pg_get_indexdef(%s::regclass)", [f'"{key}"']).fetchall()
        _drop(connection, table, "CONSTRAINT", key)
        connection.execute(sql.SQL(_without_unique(same)))
    for name, same in connection.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
        "WHERE indrelid = %s::regclass AND indisunique AND NOT indisprimary", [table],
    ).fetchall():  # fmt: skip
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.SQL(name)))
        # Functions find rows by it, as ever.
        connection.execute(sql.SQL(_without_unique(same)))
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


def _without_unique(index: str) -> str:
    """The same index, for finding rows alone."""
    return index.replace("CREATE UNIQUE INDEX", "CREATE INDEX").replace(" NULLS NOT DISTINCT", "")


def _keys(connection: Connection, table: str, kind: str) -> list[tuple[Any, ...]]:
    asked = "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = %s"
    return connection.execute(asked, [table, kind]).fetchall()


def _drop(connection: Connection, table: str, what: str, name: str) -> None:
    statement = sql.SQL("ALTER TABLE {} DROP {} {} CASCADE")
    connection.execute(statement.format(sql.Identifier(table), sql.SQL(what), sql.Identifier(name)))

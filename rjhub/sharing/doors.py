"""Doors: the only way in which the program reads protected rows, and the record of what each reading showed.

A door opens a transaction, tells the database who is asking (for that transaction only), notes every protected row
that arrives, and writes one consultation entry before the transaction commits, so before any answer can leave. A
statement that reads a protected table with no door open is refused.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from django.db.backends.signals import connection_created
from psycopg import sql

from rjhub.kernel import connecting
from rjhub.sharing import signing

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    from rjhub.sharing.models import Protected


class NoDoorOpen(Exception):
    """A statement reads a protected table and nobody has said who is asking."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who is asking: the principals that somebody acts as, within one partnership.

    `barred` are the numbers by which a row says that it is shut to them; the program itself has none. `role` is the
    database's role through which alone they count; the program itself asks through any.
    """

    partnership_id: int
    principals: tuple[int, ...]
    staff_id: UUID | None = None
    agency_id: UUID | None = None
    barred: tuple[int, ...] = ()
    role: str = ""


@dataclass(kw_only=True)
class Reading:
    """What has come through a door so far."""

    reader: Reader
    door: str
    purpose: str
    files: set[UUID] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    categories: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)


# The database is told who asks for this transaction only, and grants whose time is up end before anything is read.
_TOLD = "SELECT keeper.lapse_grants() FROM set_config('app.reader', %s, true)"
# Written at every page, so without the way through a model.
_CONSULTED = """
INSERT INTO audit_consultation
    (partnership_id, staff_id, agency_id, door, purpose, files, sides, categories, tables)
VALUES (%s, %s, %s, %s, %s, %s::uuid[], %s, %s, %s)
"""
_open: ContextVar[Reading | None] = ContextVar("open_door", default=None)


def current() -> Reading | None:
    """The reading of the door that is open now."""
    return _open.get()


@contextmanager
def opened(reader: Reader, *, door: str, purpose: str) -> Iterator[Reading]:
    """Open a door for a reader. Everything inside is one transaction, which also holds the consultation entry."""
    reading = Reading(reader=reader, door=door, purpose=purpose)
    before = _open.get()
    # A door inside another is part of its transaction, so of its connection: there the program asks as who asked.
    with connecting.signed_in_as(reader.role or ("" if before else connecting.APP)):
        token = _open.set(reading)
        try:
            with transaction.atomic():
                _tell_database(reader)
                yield reading
                _write_consultation(reading)
                if before is not None:
                    _tell_database(before.reader)
        finally:
            _open.reset(token)


def _tell_database(reader: Reader) -> None:
    signed = signing.signed(
        reader.partnership_id, reader.principals, reader.staff_id, reader.barred, reader.role
    )
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, [signed])


def _write_consultation(reading: Reading) -> None:
    if not reading.tables:
        return
    reader = reading.reader
    values = [
        *(reader.partnership_id, reader.staff_id, reader.agency_id, reading.door, reading.purpose),
        *(sorted(noted) for noted in (reading.files, reading.sides, reading.categories, reading.tables)),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_CONSULTED, values)


def note(rows: Iterable["Protected"]) -> None:
    """Note protected rows, and those that came with them, in the reading of the open door."""
    reading = _open.get()
    if reading is None:
        return
    for row in rows:
        reading.files.add(row.file_id)
        reading.sides.add(str(row.side))
        reading.categories.add(str(row.category))
        note(value for value in row._state.fields_cache.values() if hasattr(value, "acl"))


@cache
def protected_tables() -> frozenset[str]:
    """The names of all tables that hold rows of confidential files."""
    from rjhub.sharing.models import Protected

    return frozenset(model._meta.db_table for model in apps.get_models() if issubclass(model, Protected))


@cache
def _mentions() -> re.Pattern[str]:
    # A comma may stand before a second table, or before a column, which a dot follows.
    names = "|".join(sorted(protected_tables()))
    return re.compile(
        rf'(?:\b(?:FROM|JOIN|TABLE|COPY)\s|,)\s*(?:ONLY\s+)?(?:"?public"?\.)?"?({names})\b"?(?!\.)',
        re.IGNORECASE,
    )


@lru_cache(maxsize=4_096)
def _mentioned_in(text: str) -> frozenset[str]:
    """The protected tables that a statement reads. Most statements come again with other values."""
    return frozenset(_mentions().findall(text))


def _guard(
    execute: Callable[..., Any], statement: Any, params: Any, many: Any, context: dict[str, Any]
) -> Any:
    if context["connection"].alias in connecting.ALIASES.values():
        text = statement.as_string() if isinstance(statement, sql.Composable) else str(statement)
        found = _mentioned_in(text)
        if found:
            reading = _open.get()
            if reading is None:
                message = f"{sorted(found)} read with no door open"
                raise NoDoorOpen(message)
            reading.tables.update(found)
    return execute(statement, params, many, context)


def _guard_connection(connection: "BaseDatabaseWrapper", **_: Any) -> None:
    if _guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(_guard)


def watch() -> None:
    """Guard every connection from the moment it is made."""
    connection_created.connect(_guard_connection, dispatch_uid="rjhub.sharing.doors")

"""A whole database for one proof, with every table, function and rule as a migration makes them; dropped afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections

from rjhub.audit.connecting import dsn
from rjhub.server import databases, preparing, roles


@contextmanager
def database() -> Iterator[None]:
    """Make one, and let the whole program work on it until the end."""
    before, name = settings.DATABASES["default"]["NAME"], f"rjhub_proof_{token_hex(6)}"
    with psycopg.connect(dsn("postgres"), autocommit=True) as server:
        roles.prepare(dsn("postgres"), name, {})
        _use(name)
        register, settings.REGISTER_FOLDER = settings.REGISTER_FOLDER, None  # invented noes are nobody's
        try:
            preparing.migrate()
            yield
        finally:
            settings.REGISTER_FOLDER = register
            _use(before)
            databases.drop(server, name)


@contextmanager
def owner() -> Iterator["psycopg.Connection[Any]"]:
    """The owner's connection to the database that the program works on."""
    with psycopg.connect(dsn(), autocommit=True) as connection:
        # What a query compiled to machine code would save is less than compiling it takes.
        connection.execute("SET jit = off")
        # Tables of which a question is planned while they are empty are full a moment later.
        connection.execute("SET enable_seqscan = off")
        yield connection


def _use(name: str) -> None:
    for alias in ("default", "responsible", "front", "owner"):
        connection = connections[alias]
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
        settings.DATABASES[alias]["NAME"] = name
        connection.settings_dict["NAME"] = name

"""A database for one module of tests, which may write into it for good: a copy of the suite's template."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from rjhub.server import databases


@contextmanager
def a_copy_of(template: str, name: str) -> Iterator[None]:
    """Point both connections at a copy, and back again."""
    own = f"rjhub_test_{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    before = settings.DATABASES["default"]["NAME"]
    with _connection("postgres") as server:
        databases.drop(server, own)
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(own), sql.Identifier(template)
            )
        )
    with _connection(own) as connection:
        at_home(connection)
    _point_at(own)
    try:
        yield
    finally:
        _point_at(before)
        with _connection("postgres") as server:
            databases.drop(server, own)


def at_home(connection: "psycopg.Connection[Any]") -> None:
    """Let a copy be where it is: it was made to try things on, and is no restore. Only the server's owner can."""
    with connection.transaction():
        connection.execute("SET LOCAL ROLE rjhub_keeper")
        connection.execute("UPDATE keeper.runs_on SET place = keeper.place()")


def _connection(database: str) -> "psycopg.Connection[Any]":
    owner: dict[str, Any] = settings.DATABASES["owner"]
    given = {
        "host": owner["HOST"],
        "port": owner["PORT"],
        "user": owner["USER"],
        "password": owner["PASSWORD"],
    }
    known = {name: value for name, value in given.items() if value}
    return psycopg.connect(**known, dbname=database, autocommit=True)


def _point_at(name: str) -> None:
    for alias in ("default", "owner"):
        connections[alias].close()
        settings.DATABASES[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name

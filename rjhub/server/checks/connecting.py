"""The checks' own connections, which need nothing of Django to work."""

from typing import Any

import psycopg
from django.conf import settings

Connection = psycopg.Connection[tuple[Any, ...]]


def connect(alias: str) -> Connection:
    """Connect as `owner`, as `default`, which is the application, or as `responsible`, which stands in for it."""
    at = settings.DATABASES[alias]
    return psycopg.connect(
        host=at["HOST"] or None,
        port=at["PORT"] or None,
        user=at["USER"],
        password=at["PASSWORD"] or None,
        dbname=at["NAME"],
        connect_timeout=10,
        autocommit=True,
    )


def ask(connection: Connection, question: str, *values: object) -> list[tuple[Any, ...]]:
    """Ask the catalogue."""
    return connection.execute(question.encode(), values).fetchall()

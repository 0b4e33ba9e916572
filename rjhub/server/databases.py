"""Dropping a database that was made for a while: for a proof, for tests."""

from typing import Any

import psycopg
from psycopg import sql

# Not `DROP ... WITH (FORCE)`: on PostgreSQL 15 that asks for rights over every process in the database, and nobody
# but a superuser has them over the server's own vacuum. A plain DROP sends that one away by itself.
_SEND_AWAY = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = %s AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


def drop(server: "psycopg.Connection[Any]", name: str) -> None:
    """Drop a database if it is there, and end whatever is still connected to it. No superuser is needed."""
    server.execute(_SEND_AWAY, [name])
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))

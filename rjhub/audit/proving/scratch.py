"""A database for one proof: the logs, their seals and the keeper's functions, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex
from typing import Any

import psycopg
from django.db import connections

from rjhub.audit.connecting import OWNER, dsn
from rjhub.audit.database import ERASING, RIGHTS, SEALING
from rjhub.audit.models import Consultation, Entry, Seal, Signature
from rjhub.server import databases, roles


@contextmanager
def database() -> Iterator[str]:
    """Make one, and drop it again. Gives the owner's way to it."""
    name = f"rjhub_proof_{token_hex(6)}"
    with psycopg.connect(dsn("postgres"), autocommit=True) as server:
        roles.prepare(dsn("postgres"), name, {})
        try:
            with psycopg.connect(dsn(name)) as connection:
                _make_tables(connection)
            yield dsn(name)
        finally:
            databases.drop(server, name)


def _make_tables(connection: "psycopg.Connection[Any]") -> None:
    editor = connections[OWNER].schema_editor(collect_sql=True, atomic=False)
    with editor:
        for model in (Entry, Consultation, Seal, Signature):
            editor.create_model(model)
    for statement in [*editor.collected_sql, RIGHTS, SEALING, ERASING]:
        connection.execute(statement)
    connection.execute("RESET ROLE")

"""A copy of a database that was made on purpose, to try things on: it is not a restore, and nobody waits in it."""

from typing import Any

import psycopg


def at_home(connection: "psycopg.Connection[Any]") -> None:
    """Let a copy be where it is, as the owner of the whole server, who may do anything there already."""
    with connection.transaction():
        connection.execute("SET LOCAL ROLE rjhub_keeper")
        connection.execute("UPDATE keeper.runs_on SET place = keeper.place()")

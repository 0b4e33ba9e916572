"""Getting the program itself ready inside a process: its environment, its database running, Django loaded."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pydantic import ValidationError

from rjhub.server import postgres
from rjhub.server.trouble import TroubleError

if TYPE_CHECKING:
    from rjhub.settings.environment import Environment


def environment() -> "Environment":
    """Read what this installation is told from outside. Raises TroubleError that names the wrong variable."""
    try:
        from rjhub.settings.environment import environment as found
    except ValidationError as error:
        wrong = "\n".join(
            f"  {_variable(part['loc'])}: {part['msg'].removeprefix('Value error, ')}"
            for part in error.errors()
        )
        raise TroubleError(f"A setting in the environment cannot be understood:\n{wrong}") from error
    return found


def uses_own_database() -> bool:
    """Tell whether the program brings its own PostgreSQL, because nobody named another."""
    return not environment().database_url


def settings_module() -> str:
    """Name Django's settings: those in the environment, else what suits.

    Somebody who has set up a PostgreSQL server of their own means it for real people; the program's own
    database is what a first try has.
    """
    choice = "development" if uses_own_database() else "production"
    return os.environ.get("DJANGO_SETTINGS_MODULE") or f"rjhub.settings.{choice}"


def load() -> None:
    """Load Django."""
    os.environ["DJANGO_SETTINGS_MODULE"] = settings_module()
    import django

    try:
        django.setup()
    except ValueError as error:
        if "DATABASE_URL" not in str(error):
            raise
        raise TroubleError(f"{error}, like postgresql://owner:password@127.0.0.1/rjhub") from error


@contextmanager
def running() -> Iterator[None]:
    """Have the database running and Django loaded; a database that only we use stops again afterwards."""
    if not uses_own_database():
        load()
        with _plainly_if_out_of_reach():
            yield
        return
    cluster = postgres.start(environment().data / "postgres")
    try:
        load()
        yield
    finally:
        _close_connections()
        cluster.stop()


@contextmanager
def _plainly_if_out_of_reach() -> Iterator[None]:
    from django.db import OperationalError

    try:
        yield
    except OperationalError as error:
        raise TroubleError(
            f"The database cannot be used: {str(error).strip().splitlines()[0]}. `rjhub check` says more."
        ) from error


def _close_connections() -> None:
    """Close pools too, whose threads would otherwise complain about the database's going."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def _variable(location: tuple[int | str, ...]) -> str:
    name = str(location[0]) if location else "?"
    return name if name in {"DATABASE_URL", "PORT"} else f"RJHUB_{name.upper()}"

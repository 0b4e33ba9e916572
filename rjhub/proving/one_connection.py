"""One connection for everything, whose role changes where the program would change its connection.

What proofs and tests do is undone, and that takes one transaction around it all. So they sign in as the owner, and take
the role that the program would be signed in as.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from unittest import mock

from django.db import connection, connections
from django.db.backends.signals import connection_created
from django.test import Client
from psycopg import errors, sql

from rjhub.kernel import connecting
from rjhub.sharing import doors

# The program's own way, for tests of it.
SIGNED_IN_AS = connecting.signed_in_as


def begin() -> None:
    """From here on each connection `default` begins as the application, and doors change its role."""
    connection_created.connect(_as_the_application, dispatch_uid="rjhub.proving.one_connection")
    _PATCH.start()
    _SIGNING_IN.start()
    _ASKING.start()


def end() -> None:
    """Let the program change its connections again."""
    _ASKING.stop()
    _SIGNING_IN.stop()
    _PATCH.stop()
    connection_created.disconnect(dispatch_uid="rjhub.proving.one_connection")


@contextmanager
def behind_the_walls() -> Iterator[Any]:
    """Step out of the role, past the doors that watch what the program reads, and back."""
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        before = _role(cursor)
        cursor.execute("RESET ROLE")
        try:
            yield cursor
        finally:
            _take(cursor, before)


@contextmanager
def _role_taken(role: str) -> Iterator[None]:
    # The cursor is the database's own: nobody who counts what the program asks counts these.
    connection.ensure_connection()
    if not role:
        yield
        return
    if role == connecting.FRONT and doors.current() is not None:
        # The program would not be let out of its transaction.
        raise connecting.InTheMidst(role)
    with connection.connection.cursor() as cursor:
        before = _role(cursor)
        if before == role or before not in connecting.ALIASES:
            yield
            return
        _take(cursor, role)
        try:
            yield
        finally:
            # After an error the transaction is over, and with it the role.
            with suppress(errors.InFailedSqlTransaction):
                _take(cursor, before)


@contextmanager
def _outside_any_door() -> Iterator[None]:
    """A browser is somebody else: what it asks for does not come through the door that is open here."""
    reading = doors.current()
    token = doors._open.set(None)  # noqa: SLF001 - nobody else may shut a door from outside
    try:
        yield
    finally:
        doors._open.reset(token)  # noqa: SLF001
        if reading is not None:
            doors._tell_database(reading.reader)  # noqa: SLF001


def _let_in(client: Client, *args: Any, **kwargs: Any) -> None:
    with _outside_any_door(), connecting.signed_in_as(connecting.FRONT):
        _LET_IN(client, *args, **kwargs)


def _ask(client: Client, **request: Any) -> Any:
    with _outside_any_door():
        return _ASK(client, **request)


_PATCH = mock.patch.object(connecting, "signed_in_as", _role_taken)
# A test that signs somebody in without their password does what the front door does.
_LET_IN = Client._login  # type: ignore[attr-defined]  # noqa: SLF001 - Django has no public name for it
_SIGNING_IN = mock.patch.object(Client, "_login", _let_in)
_ASK = Client.request
_ASKING = mock.patch.object(Client, "request", _ask)


def _role(cursor: Any) -> str:
    return str(cursor.execute("SELECT current_user").fetchone()[0])


def _take(cursor: Any, role: str) -> None:
    cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))


def _as_the_application(connection: Any, **_: object) -> None:
    # Whoever signs in as another than the owner is meant to be who they are.
    owner = connections["owner"].settings_dict["USER"]
    if connection.alias == "default" and connection.settings_dict["USER"] == owner:
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE rjhub_app")

"""Through which of its roles the program is connected to the database.

Django's connection `default` is `rjhub_app`, which works on cases and reaches nothing of how people sign in. Another
connection takes its place where another role is meant, from before the transaction begins until it has ended:

* `rjhub_responsible` for staff who do not work with people harmed, inside their door;
* `rjhub_front`, the front door, for all of a request that lies outside any door: sessions, passwords, second factors.
  It reaches nothing confidential.

So everything that a request does inside its door, and what it does once that is kept, goes through one connection and
one transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.db import DEFAULT_DB_ALIAS, connections

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

APP = "rjhub_app"
RESPONSIBLE = "rjhub_responsible"
FRONT = "rjhub_front"
# The connection in settings that signs in as a role.
ALIASES = {APP: DEFAULT_DB_ALIAS, RESPONSIBLE: "responsible", FRONT: "front"}

_displaced: ContextVar["BaseDatabaseWrapper | None"] = ContextVar("displaced_connection", default=None)


_held: ContextVar[bool] = ContextVar("transaction_around_each", default=False)


class InTheMidst(Exception):
    """A transaction has begun as another role, and what is to come would not be part of it."""


@contextmanager
def signed_in_as(role: str) -> Iterator[None]:
    """Let everything that uses Django's usual connection be signed in as a role; without one, as it is.

    Raises InTheMidst where a transaction has begun as another role, and inside the door of the other side.
    """
    usual = connections[DEFAULT_DB_ALIAS]
    if not role or usual.alias == ALIASES[role]:
        yield
        return
    if not _held.get() and (usual.in_atomic_block or usual.alias == ALIASES[RESPONSIBLE]):
        message = f"the connection {usual.alias} is in use; become {role} before it"
        raise InTheMidst(message)
    wanted = _connection_of(role)
    token = _displaced.set(usual if usual.alias == DEFAULT_DB_ALIAS else _displaced.get())
    connections[DEFAULT_DB_ALIAS] = wanted
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = usual
        _displaced.reset(token)
        if not _held.get():
            # It goes back to its pool at once: the rest of the request has no use for it.
            wanted.close()


@contextmanager
def held() -> Iterator[None]:
    """Let requests go from one connection to another although each has a transaction around it, to be measured."""
    token = _held.set(True)
    try:
        yield
    finally:
        _held.reset(token)


def _connection_of(role: str) -> "BaseDatabaseWrapper":
    """The connection of a role; that of `rjhub_app` may itself have been displaced."""
    alias = ALIASES[role]
    kept = _displaced.get() if alias == DEFAULT_DB_ALIAS else None
    return kept or connections[alias]

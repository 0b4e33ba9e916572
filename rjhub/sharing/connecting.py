"""Through which of its roles the program is connected to the database.

Django's connection `default` is `rjhub_app`. For staff who do not work with people harmed another one takes its place,
signed in as `rjhub_responsible`, from before the transaction begins until it has ended. So everything that a request
does inside its door, and what it does once that is kept, goes through one connection and one transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections

APP = "rjhub_app"
RESPONSIBLE = "rjhub_responsible"
# The connection in settings that signs in as a role.
ALIASES = {APP: DEFAULT_DB_ALIAS, RESPONSIBLE: "responsible"}


class InTheMidst(Exception):
    """A transaction has begun as another role, and what is to come would not be part of it."""


@contextmanager
def signed_in_as(role: str) -> Iterator[None]:
    """Let everything that uses Django's usual connection be signed in as a role; without one, as it is.

    Raises InTheMidst where a transaction has begun as another role.
    """
    usual = connections[DEFAULT_DB_ALIAS]
    if not role or usual.alias == ALIASES[role]:
        yield
        return
    if usual.in_atomic_block or usual.alias != DEFAULT_DB_ALIAS:
        message = f"the connection {usual.alias} is in use; open the door for {role} before it"
        raise InTheMidst(message)
    wanted = connections[ALIASES[role]]
    connections[DEFAULT_DB_ALIAS] = wanted
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = usual
        # It goes back to its pool at once: the rest of the request has no use for it.
        wanted.close()

"""Taking references to a person's file out of the log, so that the log still verifies. Only the owner may."""

from uuid import UUID

from django.db import connections
from psycopg import errors


class NotSealedError(Exception):
    """The log names the file where nothing is sealed yet."""


def erase(partnership_id: int, file: UUID, *, by: UUID | None = None, using: str = "owner") -> int:
    """Erase every reference to a file. Answers in how many rows. Raises NotSealedError."""
    with connections[using].cursor() as cursor:
        try:
            cursor.execute("SELECT keeper.erase_references(%s::smallint, %s, %s)", [partnership_id, file, by])
        except Exception as error:
            if isinstance(error.__cause__, errors.RaiseException):
                raise NotSealedError from error
            raise
        (rows,) = cursor.fetchone()
        return int(rows)

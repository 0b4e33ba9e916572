"""The keeper's functions for tokens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection


@dataclass(frozen=True)
class Token:
    """A token that counts, as it is listed."""

    id: UUID
    staff_id: UUID
    name: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None


def make(token: UUID, digest: bytes, *, name: str, until: datetime) -> None:
    """Keep a new token of whoever acts."""
    _all("SELECT keeper.make_token(%s, %s, %s, %s)", [token, digest, name, until])


def end(token: UUID) -> None:
    """End one of one's own, or of somebody of the agency that one administers."""
    _all("SELECT keeper.end_token(%s)", [token])


def tokens(*, of_agency: bool = False) -> list[Token]:
    """The tokens that count: one's own, or of everybody whose tokens one may end."""
    return [Token(*row) for row in _all("SELECT * FROM keeper.tokens(%s)", [of_agency])]


def use(digest: bytes) -> tuple[UUID, int] | None:
    """Whose token it is, and how often it asked in this minute; None for one that does not count."""
    found = _all("SELECT staff_id, times FROM keeper.use_token(%s)", [digest])
    staff, times = found[0] if found else (None, 0)
    return (staff, times) if staff else None


def _all(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall())

"""What the database knows of contact that stands still after a restore, and of the register of noes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from rjhub.offers.vocabulary import FrozenBecause, Opening


@dataclass(frozen=True)
class Freeze:
    """Since when nobody is contacted, why, and what was done about it. `found` is what the program compared."""

    id: UUID
    because: FrozenBecause
    since: datetime
    compared_at: datetime | None
    found: dict[str, Any]
    why: str
    confirmed_at: datetime | None
    confirmed_by: UUID | None
    opened_at: datetime | None
    opened_by: UUID | None

    @property
    def is_open(self) -> bool:
        """Whether contact still stands still for it."""
        return self.opened_at is None

    @property
    def is_whole(self) -> bool:
        """Whether the whole register was compared, so that one person may decide."""
        return bool(self.found.get("whole"))


@dataclass(frozen=True)
class Entry:
    """One entry of the register, as the database has it."""

    number: int
    id: UUID
    at: datetime
    what: str
    told: dict[str, Any]


@dataclass(frozen=True)
class Left:
    """What people have to do besides: pairs to join or tell apart again, and records that had been erased."""

    joins: tuple[tuple[UUID, UUID], ...] = field(default=())
    erased: tuple[UUID, ...] = field(default=())


def notice_restore() -> int:
    """Put on record that the database runs elsewhere than it did. Answers for how many partnerships that is new."""
    return int(_one("SELECT keeper.notice_restore()", []) or 0)


def freeze(because: FrozenBecause) -> bool:
    """Have contact stand still in the partnership of whoever asks. Answers whether that is new."""
    return bool(_one("SELECT keeper.freeze_outbound(%s)", [because]))


def newest() -> Freeze | None:
    """The newest freeze, over or not; None if there never was one, or for somebody who does not decide about it."""
    rows = _all(
        "SELECT id, because, since, compared_at, found::text, why, confirmed_at, confirmed_by, opened_at, opened_by "
        "FROM keeper.newest_freeze()",
        [],
    )
    for number, because, since, compared_at, found, *rest in rows:
        return Freeze(number, FrozenBecause(because), since, compared_at, json.loads(found), *rest)
    return None


def left_to_do(freeze_id: UUID) -> Left:
    """What is left for people after the program compared."""
    rows = _all("SELECT what, one, other FROM keeper.left_to_do(%s)", [freeze_id])
    return Left(
        joins=tuple((one, other) for what, one, other in rows if what == "join"),
        erased=tuple(one for what, one, _ in rows if what == "erase"),
    )


def open_again(freeze_id: UUID, why: str) -> Opening:
    """Decide that contact goes on, or be the first of two."""
    return Opening(_one("SELECT keeper.open_outbound(%s, %s)", [freeze_id, why]))


def entries_after(number: int, most: int) -> list[Entry]:
    """Entries of the register in their order, for the program."""
    rows = _all("SELECT number, id, at, what, told::text FROM keeper.entries_after(%s, %s)", [number, most])
    return [Entry(place, entry, at, what, json.loads(told)) for place, entry, at, what, told in rows]


def unknown(entries: Sequence[UUID]) -> set[UUID]:
    """Which of these entries the database does not have, for the program."""
    return {found for (found,) in _all("SELECT keeper.entries_unknown(%s::uuid[])", [list(entries)])}


def take_lost(freeze_id: UUID, entries: Sequence[dict[str, Any]]) -> int:
    """Take entries that were lost into the register again, for the program. Answers how many."""
    return int(_one("SELECT keeper.take_lost(%s, %s::jsonb)", [freeze_id, json.dumps(list(entries))]))


def put_back(freeze_id: UUID) -> set[UUID]:
    """Have what was lost count again, for the program. Answers on whose record a no stands again."""
    return {found for (found,) in _all("SELECT keeper.put_back(%s)", [freeze_id])}


def note_compared(freeze_id: UUID, found: dict[str, Any]) -> None:
    """Keep what the program found."""
    _all("SELECT keeper.note_compared(%s, %s::jsonb)", [freeze_id, json.dumps(found)])


def _all(statement: str, values: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall())


def _one(statement: str, values: Sequence[Any]) -> Any:
    rows = _all(statement, values)
    return rows[0][0] if rows else None

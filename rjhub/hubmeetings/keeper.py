"""What the database answers about meetings."""

import json
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection

from rjhub.sharing.models import Protected


def shown_in_room(meeting_id: UUID, rows: Sequence[Protected]) -> frozenset[UUID]:
    """Those of some rows that everybody may see who is in the room now; none for somebody who does not run it."""
    return _shown("SELECT keeper.shown_in_room(%s, %s::jsonb)", (meeting_id,), rows)


def shown_to_each(meeting_id: UUID, who: Iterable[UUID], rows: Sequence[Protected]) -> frozenset[UUID]:
    """Those of some rows that each of these people may see, who were invited to a meeting."""
    return _shown("SELECT keeper.shown_to_each(%s, %s::uuid[], %s::jsonb)", (meeting_id, list(who)), rows)


def _shown(
    statement: str, asked: tuple[UUID | list[UUID], ...], rows: Sequence[Protected]
) -> frozenset[UUID]:
    if not rows:
        return frozenset()
    told = [
        {"file": str(one.file_id), "side": one.side, "category": one.category, "acl": one.acl} for one in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*asked, json.dumps(told)])
        row = cursor.fetchone()
    return frozenset(rows[place].id for place in (row[0] if row else ()))


def version_of(meeting_id: UUID) -> int:
    """How often something changed about a meeting; 0 where whoever asks may not know of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM hubmeetings_change WHERE meeting_id = %s", [meeting_id])
        row = cursor.fetchone()
    return int(row[0]) if row else 0

"""Whether somebody may be approached at all. The database answers, because it knows what the asker may not."""

from uuid import UUID

from django.db import connection

from rjhub.people.vocabulary import Channel

CLEAR = "clear"
STOPPED = "stopped"
UNSURE = "unsure"


def may_be_approached(person_id: UUID, channel: Channel | None = None) -> str | None:
    """`CLEAR`, `STOPPED` if they said no to any agency, `UNSURE` if somebody who may be them did, so a hub must look.

    Answers None for a person whom the asker cannot see.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.may_approach(%s, %s)", [person_id, channel or ""])
        row = cursor.fetchone()
    return row[0] if row else None

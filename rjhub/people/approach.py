"""Whether somebody may be approached. The database answers, because it knows what the asker may not."""

from uuid import UUID

from django.db import connection

from rjhub.people.vocabulary import Approach, Channel

CLEAR = Approach.CLEAR
STOPPED = Approach.STOPPED
UNSURE = Approach.UNSURE
FROZEN = Approach.FROZEN
NOBODY_NOW = (
    "RJ Hub was restored from a backup, and what people said since may be missing. Nobody may be contacted until the "
    "hub has brought back who said no."
)
WHY_NOT = {
    STOPPED: "They have told an agency that they do not want this. They must not be contacted unless they ask.",
    UNSURE: "Somebody who may be this person has said no. A coordinator must decide first whether it is them.",
    FROZEN: NOBODY_NOW,
}


def may_be_approached(person_id: UUID, channel: Channel | None = None) -> Approach | None:
    """`CLEAR`, `STOPPED` if they said no to any agency, `UNSURE`: somebody who may be them did, or `FROZEN`.

    The last is said of everybody else after a restore, until the noes that were said since the backup are known again.

    Without a channel it is about being approached at all; with one, a no to that channel counts too. It
    counts what every agency recorded, on this record and on every other that may be of the same person,
    whoever asks: ask again in the transaction that sends, calls or invites. Answers None for a person whom
    the asker cannot see.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.may_approach(%s, %s)", [person_id, channel or ""])
        row = cursor.fetchone()
    return Approach(row[0]) if row and row[0] else None


def stands_still() -> bool:
    """Whether nobody may be contacted in the partnership of whoever asks, because noes may be missing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.stands_still()")
        row = cursor.fetchone()
    return bool(row and row[0])

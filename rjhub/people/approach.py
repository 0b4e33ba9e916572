"""Whether somebody may be approached. The database answers, because it knows what the asker may not."""

from uuid import UUID

from django.db import connection

from rjhub.people.vocabulary import Approach, Channel

CLEAR = Approach.CLEAR
STOPPED = Approach.STOPPED
UNSURE = Approach.UNSURE
WHY_NOT = {
    STOPPED: "They have told an agency that they do not want this. They must not be contacted unless they ask.",
    UNSURE: "Somebody who may be this person has said no. A coordinator must decide first whether it is them.",
}


def may_be_approached(person_id: UUID, channel: Channel | None = None) -> Approach | None:
    """`CLEAR`, `STOPPED` if they said no to any agency, or `UNSURE`: somebody who may be them did.

    Without a channel it is about being approached at all; with one, a no to that channel counts too. It
    counts what every agency recorded, on this record and on every other that may be of the same person,
    whoever asks: ask again in the transaction that sends, calls or invites. Answers None for a person whom
    the asker cannot see.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.may_approach(%s, %s)", [person_id, channel or ""])
        row = cursor.fetchone()
    return Approach(row[0]) if row and row[0] else None

"""An invented log to attack: a partnership's entries and consultations, sealed as time goes by."""

from random import Random
from typing import Any
from uuid import UUID

import psycopg

from rjhub.audit import sealing
from rjhub.audit.receipts import Receipt, SigningKey

PARTNERSHIP = 1
CODE = "proof"
ENTRIES = """
INSERT INTO audit_entry (partnership_id, tag, staff_id, agency_id, subject_kind, subject_id, file_id, changed)
VALUES (%s, %s, %s, %s, 'Case', %s, %s, %s)
"""
CONSULTATIONS = """
INSERT INTO audit_consultation (partnership_id, staff_id, agency_id, door, purpose, files, sides, categories, tables)
VALUES (%s, %s, %s, %s, 'page:GET', %s, %s, %s, %s)
"""
ACTS = 0.4  # as a share of all that is logged; the rest looks
TAGS = ("cases:case:open", "cases:stage:move", "people:person:amend", "sharing:grant:give")
DOORS = ("cases:case", "cases:cases", "people:person", "people:search")


def uuid(chance: Random) -> UUID:
    """A random identity that the seed can bring back."""
    return UUID(int=chance.getrandbits(128), version=4)


def write(connection: "psycopg.Connection[Any]", chance: Random, count: int) -> None:
    """Log some work: each row in a transaction of its own where the connection commits by itself."""
    for _ in range(count):
        who, agency = uuid(chance), uuid(chance)
        if chance.random() < ACTS:
            changed = chance.sample(["stage", "note", "due_on"], chance.randrange(3))
            subject, file = str(uuid(chance)), uuid(chance)
            row = [PARTNERSHIP, chance.choice(TAGS), who, agency, subject, file, changed]
            connection.execute(ENTRIES, row)
        else:
            files = [uuid(chance) for _ in range(chance.choice((1, 1, 1, 2, 5, 20)))]
            side = chance.choice(("harmed", "responsible", "neutral"))
            row = [
                PARTNERSHIP,
                who,
                agency,
                chance.choice(DOORS),
                files,
                [side],
                ["casework"],
                ["cases_case"],
            ]
            connection.execute(CONSULTATIONS, row)


def seal(connection: "psycopg.Connection[Any]", key: SigningKey) -> Receipt | None:
    """Seal what was written."""
    with connection.transaction():
        return sealing.seal_with(connection.cursor(), PARTNERSHIP, CODE, key=key)

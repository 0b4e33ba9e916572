"""Changes made at random to who may see a case: grants, people kept out, files sealed, stages, signatures.

They are made as the owner of the database, so that no action of the program decides what may come of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import transaction

from rjhub.proving import clauses

GIVEN = """
INSERT INTO sharing_grant
  (id, partnership_id, file_id, holder_id, works_with, sides, categories, purpose, granted_at, until)
SELECT %s, h.partnership_id, %s, h.id, h.works_with, %s, %s, %s, %s, %s FROM partnership_principal h
WHERE h.partnership_id = (SELECT partnership_id FROM sharing_file WHERE id = %s) ORDER BY md5(h.id || %s) LIMIT 1
"""
ENDED = """
UPDATE sharing_grant SET ended_at = %s WHERE id =
  (SELECT id FROM sharing_grant WHERE file_id = ANY (%s) AND ended_at IS NULL ORDER BY md5(id || %s) LIMIT 1)
"""
KEPT_OUT = """
INSERT INTO sharing_conflictofinterest
  (id, partnership_id, file_id, side, category, acl, staff_id, kind, said_by_id, since, ended_because)
SELECT %s, s.partnership_id, %s, 'neutral', 'casework', '{}', s.id, 'other', s.id, %s, '' FROM partnership_staff s
WHERE s.partnership_id = (SELECT partnership_id FROM sharing_file WHERE id = %s) ORDER BY md5(s.id || %s) LIMIT 1
"""
SEALED = """
INSERT INTO sharing_sealing
  (id, partnership_id, file_id, side, category, acl, since, sealed_by_id, because, ended_because)
SELECT %s, s.partnership_id, %s, 'neutral', 'casework', '{}', %s, s.id, 'x', '' FROM partnership_staff s
WHERE s.partnership_id = (SELECT partnership_id FROM sharing_file WHERE id = %s) ORDER BY md5(s.id || %s) LIMIT 1
"""
MOVED = "UPDATE cases_case SET stage = %s WHERE file_id = %s"
WITHDRAWN = """
UPDATE partnership_signature SET withdrawn_at = %s, withdrawn_by_id = recorded_by_id WHERE withdrawn_at IS NULL AND id =
  (SELECT s.id FROM partnership_signature s JOIN partnership_agency a ON a.id = s.agency_id
   WHERE a.partnership_id = (SELECT partnership_id FROM sharing_file WHERE id = %s) ORDER BY md5(s.id || %s) LIMIT 1)
"""


@dataclass(frozen=True)
class Spoon:
    """Who may see some files, to be changed."""

    cursor: Any
    chance: Random
    files: Sequence[UUID]
    at: datetime

    def file(self) -> UUID:
        """One of them."""
        return self.chance.choice(self.files)

    @property
    def salt(self) -> str:
        """What lets the database choose as chance has it."""
        return str(self.chance.random())


def _give(by: Spoon) -> tuple[str, list[Any]]:
    given = by.at - timedelta(days=by.chance.choice((1, 40, 400)))
    until = by.chance.choice((None, None, by.at + timedelta(days=5), by.at - timedelta(hours=1)))
    sides = clauses.some(by.chance, clauses.SIDES, 3)
    categories = clauses.some(by.chance, clauses.CATEGORIES, 13)
    file, purpose = by.file(), by.chance.choice(clauses.PURPOSES)
    return GIVEN, [uuid4(), file, list(sides), list(categories), purpose, given, until, file, by.salt]


def _end(by: Spoon) -> tuple[str, list[Any]]:
    return ENDED, [by.at - timedelta(minutes=1), list(by.files), by.salt]


def _keep_out(by: Spoon) -> tuple[str, list[Any]]:
    file = by.file()
    return KEPT_OUT, [uuid4(), file, by.at, file, by.salt]


def _seal(by: Spoon) -> tuple[str, list[Any]]:
    file = by.file()
    return SEALED, [uuid4(), file, by.at, file, by.salt]


def _move(by: Spoon) -> tuple[str, list[Any]]:
    return MOVED, [by.chance.choice(clauses.STAGES), by.file()]


def _withdraw(by: Spoon) -> tuple[str, list[Any]]:
    return WITHDRAWN, [by.at, by.file(), by.salt]


WAYS: dict[str, Callable[[Spoon], tuple[str, list[Any]]]] = {
    "grants given": _give,
    "grants ended": _end,
    "people kept out": _keep_out,
    "files sealed": _seal,
    "stages changed": _move,
    "signatures withdrawn": _withdraw,
}
HOW_OFTEN = (6, 5, 2, 1, 3, 1)


def stir(by: Spoon) -> list[str]:
    """Make some changes. Answers what was done; what the database does not take is left."""
    done = []
    for name in by.chance.choices(tuple(WAYS), HOW_OFTEN, k=by.chance.randint(3, 12)):
        statement, values = WAYS[name](by)
        try:
            with transaction.atomic():
                by.cursor.execute(statement, values)
                if by.cursor.rowcount > 0:
                    done.append(name)
        except psycopg.errors.IntegrityError:
            continue
    return done

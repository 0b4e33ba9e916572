"""Somebody of a world who tries something, and what came of it."""

from dataclasses import dataclass
from random import Random
from typing import Any

import psycopg

from rjhub.proving import clauses, oracle
from rjhub.proving.inventing import HOME, Reader
from rjhub.proving.oracle import Row
from rjhub.proving.placing import PARTNERSHIPS, Laid, Placed, uuid_of
from rjhub.proving.talking import Connection

OTHER = 1 << 40  # numbers that no row of a batch has
REFUSED = (
    psycopg.errors.InsufficientPrivilege,
    psycopg.errors.CheckViolation,
    psycopg.errors.ForeignKeyViolation,
    psycopg.errors.RaiseException,
)


@dataclass(frozen=True)
class Tried:
    """What was tried, about which file, and whether it may be and could be done."""

    what: str
    file: int
    may: bool
    did: bool


@dataclass(frozen=True)
class Trial:
    """Somebody who tries."""

    connection: Connection
    laid: Laid
    chance: Random
    reader: Reader

    def does(self, statement: Any, *values: Any) -> bool:
        """Try a statement, and undo it. It did something if it was not refused and touched a row."""
        return self.does_with(statement, list(values))

    def does_with(self, statement: Any, values: Any) -> bool:
        """The same, with values that have names."""
        try:
            with self.connection.transaction(force_rollback=True):
                return self.connection.execute(statement, values).rowcount > 0
        except REFUSED:
            return False

    def row(self, of: tuple[Placed, ...] = ()) -> Placed:
        """Choose a row, most often of a file with which this person has something to do."""
        several = of or self.laid.rows
        mine = [row for row in several if self._knows(row.file)]
        return self.chance.choice(mine if mine and clauses.happens(self.chance, 0.8) else several)

    def _knows(self, file: int) -> bool:
        _, papers = self.laid.files[file]
        return any(grant.holder in self.reader.staff.stands_for for grant in papers.grants)

    def visible_row(self) -> Placed:
        """Choose a row that this person sees, if there is one."""
        several = [row for row in self.laid.rows if self._knows(row.file) and self.may(row.file, row.row)]
        return self.chance.choice(several) if several else self.row()

    def file_to_give_from(self) -> int:
        """Choose a file, often one that is shut or sealed although this person was granted something of it."""
        mine = [number for number in range(len(self.laid.files)) if self._knows(number)]
        files = {number: self.laid.file(number) for number in mine}
        human = self.reader.staff.human
        shut = [
            number for number, one in files.items() if oracle.is_shut_to(human, one) or oracle.is_sealed(one)
        ]
        return self.chance.choice(shut) if shut and clauses.happens(self.chance, 0.5) else self.row().file

    def may(self, file: int, row: Row) -> bool:
        """Whether the rules let this person see such a row of a file."""
        batch = self.laid.batch
        staff = self.reader.staff
        return oracle.may_see(staff, self.laid.file(file), row, batch.agreement, batch.later)


def scope(by: Trial, file: oracle.File) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Often what this person holds, alone or mixed from several grants."""
    mine = [one for one in file.grants if one.holder in by.reader.staff.stands_for]
    if mine and clauses.happens(by.chance, 0.8):
        one, other = by.chance.choice(mine), by.chance.choice(mine)
        if clauses.happens(by.chance, 0.2):
            return (by.chance.choice(one.sides),), (by.chance.choice(oracle.WALLED),)
        return (by.chance.choice(one.sides),), (by.chance.choice(other.categories),)
    return (by.chance.choice(clauses.SIDES),), (by.chance.choice(clauses.CATEGORIES),)


GRANT = (
    "INSERT INTO sharing_grant (id, partnership_id, file_id, holder_id, works_with, sides, categories, purpose, "
    "granted_at) VALUES (%s, %s, %s, %s, %s, %s, %s, 'facilitate', now())"
)


def grant_key(by: Trial, file: int, holder: str, works_with: str) -> list[Any]:
    """What says of a grant to be given which it is, in which file, and to whom."""
    key = [uuid_of(OTHER), PARTNERSHIPS[HOME], uuid_of(file)]
    return [*key, by.laid.numbers[holder], works_with]


def file_key(file: int) -> list[Any]:
    """How the database knows a file."""
    return [PARTNERSHIPS[HOME], uuid_of(file)]


def some_grant(by: Trial, *, ended: bool) -> tuple[int, int]:
    """Choose a grant that has or has not ended: its file, and its place there; -1 where there is none."""
    found = [
        (number, at)
        for number, (_, papers) in enumerate(by.laid.files)
        for at, grant in enumerate(papers.grants)
        if (grant.ended_at is not None) == ended
    ]
    return by.chance.choice(found) if found else (0, -1)

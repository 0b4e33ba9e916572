"""What stands in a database, said in the words of the rules: staff, files, grants, and the agreement as signed.

The agreement is read from its text, as people signed it, and not from what the program compiled.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import yaml

from rjhub.partnership import acting
from rjhub.partnership.models import Staff
from rjhub.proving import oracle
from rjhub.proving.oracle import Agency, Agreement, Case, Clause, File, Grant, Row

# What each recipient of an agreement does, as docs/agreements.md says it, by the word that grants use.
PURPOSES = {
    "coordinator": "coordinate",
    "facilitator": "facilitate",
    "answers_for": "answer_for",
    "supervisor": "supervise",
    "named_contact": "contact",
    "answering": "answer",
    "referrer": "refer",
    "intake": "take_in",
    "emergency": "emergency",
}
GRANTS = """
SELECT g.holder_id, h.kind = 'staff', h.agency_kind, h.works_with, g.purpose, g.sides, g.categories, g.granted_at,
       g.until, g.ended_at
FROM sharing_grant g JOIN partnership_principal h ON h.id = g.holder_id WHERE g.file_id = %s
"""
CASES = """
SELECT c.stage, c.closed_at, c.file_id FROM cases_case c WHERE c.file_id = %(file)s
UNION ALL
SELECT c.stage, c.closed_at, c.file_id FROM people_person n
JOIN cases_party y ON y.person_id = n.id JOIN cases_case c ON c.id = y.case_id WHERE n.file_id = %(file)s
"""
KEPT_OUT = """
SELECT s.account_id::text FROM sharing_conflictofinterest k JOIN partnership_staff s ON s.id = k.staff_id
WHERE k.file_id = %s AND k.ended_at IS NULL
"""
SEALED = "SELECT EXISTS (SELECT FROM sharing_sealing WHERE file_id = %s AND ended_at IS NULL)"
AGREEMENT = """
SELECT text, in_force_since, review_on FROM partnership_agreementversion
WHERE partnership_id = %s AND in_force_since IS NOT NULL AND ended_at IS NULL
"""
SIGNED = """
SELECT EXISTS (SELECT FROM partnership_signature s JOIN partnership_agreementversion v ON v.id = s.agreement_id
  WHERE s.agency_id = %s AND s.withdrawn_at IS NULL AND v.in_force_since IS NOT NULL AND v.ended_at IS NULL)
"""


@dataclass(frozen=True)
class Gathering:
    """Asks the database as its owner, and about each file once."""

    cursor: Any
    files: dict[UUID, File] = field(default_factory=dict)
    by_name: dict[int, bool] = field(default_factory=dict)
    agreements: dict[int, Agreement | None] = field(default_factory=dict)

    def staff(self, staff: Staff) -> oracle.Staff:
        """Somebody who reads, by the numbers of all that they act as."""
        signed = self._one(SIGNED, staff.agency_id)
        agency = Agency(staff.agency.name, staff.agency.kind, staff.agency.works_with, signed)
        names = frozenset(map(str, acting.principals_of(staff)))
        return oracle.Staff(str(staff.partnership_id), agency, str(staff.account_id), names)

    def file(self, key: UUID, partnership: int) -> File:
        """A file with its grants and cases."""
        if key not in self.files:
            self.files[key] = self._file(key, partnership)
        return self.files[key]

    def _file(self, key: UUID, partnership: int) -> File:
        self.cursor.execute(GRANTS, [key])
        grants = tuple(
            Grant(
                str(holder),
                Agency("", kind, side),
                by_name,
                purpose,
                tuple(sides),
                tuple(what),
                at,
                until,
                ended,
            )
            for holder, by_name, kind, side, purpose, sides, what, at, until, ended in self.cursor.fetchall()
        )
        self.cursor.execute(CASES, {"file": key})
        cases = tuple(
            Case(stage, closed, self._kept_out(of), self._one(SEALED, of))
            for stage, closed, of in self.cursor.fetchall()
        )
        return File(str(partnership), cases, grants, self._kept_out(key), self._one(SEALED, key))

    def row(self, side: str, category: str, holder: int | None) -> Row:
        """A row, and whether its holder is one member of staff."""
        if holder is None:
            return Row(side, category)
        if holder not in self.by_name:
            asked = "SELECT kind = 'staff' FROM partnership_principal WHERE id = %s"
            self.by_name[holder] = self._one(asked, holder)
        return Row(side, category, str(holder), self.by_name[holder])

    def agreement(self, partnership: int) -> Agreement | None:
        """The agreement in force."""
        if partnership not in self.agreements:
            self.cursor.execute(AGREEMENT, [partnership])
            found = self.cursor.fetchone()
            self.agreements[partnership] = as_signed(*found) if found else None
        return self.agreements[partnership]

    def _kept_out(self, file: UUID) -> frozenset[str]:
        self.cursor.execute(KEPT_OUT, [file])
        return frozenset(who for (who,) in self.cursor.fetchall())

    def _one(self, asked: str, key: object) -> bool:
        self.cursor.execute(asked, [key])
        return bool(self.cursor.fetchone()[0])


def as_signed(text: str, since: datetime, review_on: Any) -> Agreement:
    """An agreement from its text."""
    said = yaml.safe_load(text)
    clauses = tuple(
        Clause(
            number=one["number"],
            purposes=tuple(PURPOSES[word] for word in _several(one["to"])),
            kinds=_several(one.get("agencies")),
            works_with=_several(one.get("works_with")),
            stages=_several(one.get("stages")),
            sides=_several(one["sides"]),
            categories=_several(one["categories"]),
            months=one["lasts"].get("months"),
            months_after_closing=one["lasts"].get("months_after_closing"),
        )
        for one in said["clauses"]
    )
    parties = tuple(party["type"] for party in said["parties"])
    return Agreement(clauses, parties, oracle.day_of(since), review_on)


def _several(said: str | Iterable[str] | None) -> tuple[str, ...]:
    if said is None:
        return ()
    return (said,) if isinstance(said, str) else tuple(said)

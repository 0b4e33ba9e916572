"""Who may see what: the rules written a second time, apart from the program, for people to read and to compare.

This file was written from docs/agreements.md and docs/adr/0009, not from the program. It uses the standard library
only and shares no code with RJ Hub. `rjhub prove worlds` makes up partnerships at random, asks this file and the
database about every row and every member of staff, and says where the two differ.

Read from the bottom: `may_see` is the whole rule. Each function above it is one of its sentences.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

HARMED, RESPONSIBLE, NEUTRAL = "harmed", "responsible", "neutral"
# Behind the wall: where a person harmed can be reached, and what keeps them safe.
WALLED = ("contact", "safety")
# Who may be told what stands behind the wall: agencies that work with people harmed, alone or as well.
BESIDE_THE_HARMED = ("harmed", "both")


@dataclass(frozen=True)
class Clause:
    """One clause of an information sharing agreement. An empty list means any."""

    number: str
    purposes: tuple[str, ...]  # what the receiver does on the case: coordinating, facilitating ...
    kinds: tuple[str, ...]  # at which types of agency
    works_with: tuple[str, ...]  # at agencies that work with whom
    stages: tuple[str, ...]  # while the case is where
    sides: tuple[str, ...]
    categories: tuple[str, ...]
    months: int | None = None  # since the day on which it was given
    months_after_closing: int | None = None  # or: until the case closes, and so many more


@dataclass(frozen=True)
class Agreement:
    """A version of an agreement that was put into force."""

    clauses: tuple[Clause, ...]
    starts_on: date
    review_on: date  # on this day it lapses, where nobody has reviewed it
    ended_at: datetime | None = None  # another version has taken its place, or it was ended


@dataclass(frozen=True)
class Agency:
    """A police force, a prison, a charity; and whether the agreement binds it."""

    name: str
    kind: str
    works_with: str  # harmed, responsible, both, neither
    signed: bool = True
    withdrawn: bool = False


@dataclass(frozen=True)
class Staff:
    """One person at one agency, with the names under which something can be granted to them."""

    partnership: str
    agency: Agency
    stands_for: frozenset[str]  # themselves; their agency's lead contacts; a hub's coordinators ...


@dataclass(frozen=True)
class Grant:
    """That somebody has a task on a file, and so asks to see something of it."""

    holder: str
    holder_agency: Agency  # where the holder is
    purpose: str
    sides: tuple[str, ...]
    categories: tuple[str, ...]
    granted_at: datetime
    until: datetime | None = None  # nothing from this moment on
    ended_at: datetime | None = None


@dataclass(frozen=True)
class File:
    """The confidential file of one case, or of one person, who may be in several cases."""

    partnership: str
    kind: str
    stages: tuple[str, ...]  # where its cases stand today; none where it belongs to no case yet
    closed_at: datetime | None  # since when nothing of it is open
    grants: tuple[Grant, ...]


@dataclass(frozen=True)
class Row:
    """One thing written in a file."""

    side: str
    category: str
    holder: str | None = None  # somebody who is asked or addressed by it, and sees it whatever else they see


def is_walled(side: str, category: str) -> bool:
    """How a person harmed is reached, and what keeps them safe."""
    return side == HARMED and category in WALLED


def in_force(agreement: Agreement | None, now: datetime) -> bool:
    """It has begun, nothing has taken its place, and the day of its review has not come."""
    if agreement is None:
        return False
    ended = agreement.ended_at is not None and agreement.ended_at <= now
    return agreement.starts_on <= now.date() < agreement.review_on and not ended


def is_bound(agency: Agency) -> bool:
    """An agency takes part once it has signed, and until it withdraws."""
    return agency.signed and not agency.withdrawn


def counts(grant: Grant, now: datetime) -> bool:
    """It has been given, has not been ended, and has not run out."""
    given = grant.granted_at <= now
    ended = grant.ended_at is not None and grant.ended_at <= now
    run_out = grant.until is not None and grant.until <= now
    return given and not ended and not run_out


def asks_for(grant: Grant, row: Row) -> bool:
    """Whether the task needs this side and this kind of information."""
    return row.side in grant.sides and row.category in grant.categories


def months_later(moment: datetime, months: int) -> datetime:
    """The same day of the month, so many months on; the last day of the month where there is no such day."""
    year, month = divmod(moment.month - 1 + months, 12)
    first = moment.replace(year=moment.year + year, month=month + 1, day=1)
    last = ((first + timedelta(days=31)).replace(day=1) - timedelta(days=1)).day
    return first.replace(day=min(moment.day, last))


def still_lasts(clause: Clause, grant: Grant, file: File, now: datetime) -> bool:
    """Whether the time that the clause gives has not run out."""
    if clause.months is not None:
        return now < months_later(grant.granted_at, clause.months)
    if clause.months_after_closing is None:
        return False  # every clause says how long
    if file.closed_at is None:
        return True
    return now < months_later(file.closed_at, clause.months_after_closing)


def among(word: str, words: Iterable[str]) -> bool:
    """Whether a word is in a list of a clause, where an empty list means any."""
    return not words or word in words


def allows(clause: Clause, grant: Grant, file: File, row: Row, now: datetime) -> bool:
    """Whether this clause lets whoever holds this grant see this row."""
    at_such_a_stage = not clause.stages or any(stage in clause.stages for stage in file.stages)
    return (
        grant.purpose in clause.purposes
        and among(grant.holder_agency.kind, clause.kinds)
        and among(grant.holder_agency.works_with, clause.works_with)
        and at_such_a_stage
        and row.side in clause.sides
        and row.category in clause.categories
        and still_lasts(clause, grant, file, now)
    )


def may_see(staff: Staff, file: File, row: Row, agreement: Agreement | None, now: datetime) -> bool:
    """The rule. In words:

    Somebody sees a row of their own partnership, while an agreement is in force that binds their agency, if
    - the row is addressed to them; or
    - they hold a grant that counts and asks for this, and a clause allows it;
    and never through the wall.
    """
    if staff.partnership != file.partnership:
        return False
    if agreement is None or not in_force(agreement, now) or not is_bound(staff.agency):
        return False
    if is_walled(row.side, row.category) and staff.agency.works_with not in BESIDE_THE_HARMED:
        return False
    if row.holder is not None and row.holder in staff.stands_for:
        return not is_walled(row.side, row.category)
    return any(
        grant.holder in staff.stands_for
        and counts(grant, now)
        and asks_for(grant, row)
        and any(allows(clause, grant, file, row, now) for clause in agreement.clauses)
        for grant in file.grants
    )

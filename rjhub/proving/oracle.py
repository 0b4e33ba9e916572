"""Who may see what: the rules written a second time, apart from the program, for people to read and to compare.

This file was written from docs/agreements.md and docs/adr (2, 7, 9, 10 and 11), not from the program. It uses the
standard library only and shares no code with RJ Hub. `rjhub prove worlds` makes up partnerships at random, asks this
file and the database about every row and every member of staff, and says where the two differ.

Read from the bottom: `may_see` is the whole rule. Each function above it is one of its sentences.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/London")
HARMED, RESPONSIBLE, NEUTRAL = "harmed", "responsible", "neutral"
# Behind the wall: where a person harmed can be reached, and what keeps them safe.
WALLED = ("contact", "safety")
# What belongs to no case yet: somebody asks or refers, and the hub looks whether it has it already.
BEFORE_A_CASE = ("enquiry", "referred", "duplicate_check")
# Who may be told what stands behind the wall: agencies that work with people harmed, alone or as well.
BESIDE_THE_HARMED = ("harmed", "both")
# A purpose that no task gives: somebody may come to harm, and the case is not theirs.
EMERGENCY = "emergency"
AN_HOUR = timedelta(minutes=60)
# What keeps somebody safe then: nothing that people said or agreed, nor feedback, equality or money.
IN_AN_EMERGENCY = ("referral", "offence", "identity", "police", "health", "casework")


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
    parties: tuple[str, ...]  # the types of agency that it binds
    starts_on: date
    review_on: date  # the day by which it has to be reviewed; after it, it has lapsed
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
    human: str  # the same human being may work for two agencies
    stands_for: frozenset[str]  # themselves; their agency's lead contacts; a hub's coordinators ...
    keeps_safe: bool = False  # by a role held today: coordinator, facilitator, supervisor, lead contact


@dataclass(frozen=True)
class Grant:
    """That somebody has a task on a file, and so asks to see something of it."""

    holder: str
    holder_agency: Agency  # where the holder is
    by_name: bool  # one member of staff; not a hub's coordinators, nor an agency's lead contacts
    purpose: str
    sides: tuple[str, ...]
    categories: tuple[str, ...]
    granted_at: datetime
    until: datetime | None = None  # nothing from this moment on
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Case:
    """Where a case stands, and since when it is closed."""

    stage: str
    closed_at: datetime | None = None
    kept_out: frozenset[str] = frozenset()  # human beings who know somebody in it
    sealed: bool = False  # open only to those who are named one by one


@dataclass(frozen=True)
class File:
    """The confidential file of one case; or of one person, who may be in several cases or in none yet."""

    partnership: str
    cases: tuple[Case, ...]
    grants: tuple[Grant, ...]
    kept_out: frozenset[str] = frozenset()  # from this file itself
    sealed: bool = False


@dataclass(frozen=True)
class Row:
    """One thing written in a file."""

    side: str
    category: str
    holder: str | None = None  # somebody who is asked or addressed by it, and sees it whatever else they see
    by_name: bool = True  # that is one member of staff


def is_walled(side: str, category: str) -> bool:
    """How a person harmed is reached, and what keeps them safe."""
    return side == HARMED and category in WALLED


def in_force(agreement: Agreement | None, now: datetime) -> bool:
    """It has begun, nothing has taken its place, and the day of its review has not come."""
    if agreement is None:
        return False
    ended = agreement.ended_at is not None and agreement.ended_at <= now
    return agreement.starts_on <= day_of(now) <= agreement.review_on and not ended


def is_bound(agency: Agency) -> bool:
    """An agency takes part once it has signed, and until it withdraws."""
    return agency.signed and not agency.withdrawn


def counts(grant: Grant, now: datetime) -> bool:
    """It has been given, has not been ended, and has not run out; an emergency does after an hour, whatever it says."""
    given = grant.granted_at <= now
    ended = grant.ended_at is not None and grant.ended_at <= now
    run_out = grant.until is not None and grant.until <= now
    over = grant.purpose == EMERGENCY and grant.granted_at + AN_HOUR <= now
    return given and not ended and not run_out and not over


def asks_for(grant: Grant, row: Row) -> bool:
    """Whether the task needs this side and this kind of information."""
    return row.side in grant.sides and row.category in grant.categories


def day_of(moment: datetime) -> date:
    """The day that it is in England and Wales."""
    return moment.astimezone(HERE).date()


def months_later(day: date, months: int) -> date:
    """The same day of the month, so many months on; the last day of the month where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    last = ((first + timedelta(days=31)).replace(day=1) - timedelta(days=1)).day
    return first.replace(day=min(day.day, last))


def stages_of(file: File) -> tuple[str, ...]:
    """The stages of its open cases. A file of no case is before one; where all are closed, it is closed."""
    if not file.cases:
        return BEFORE_A_CASE
    return tuple(case.stage for case in file.cases if case.closed_at is None) or ("closed",)


def closed_on(file: File) -> date | None:
    """The day on which the last of its cases closed; None while one is open, or before there is one."""
    days = [day_of(case.closed_at) for case in file.cases if case.closed_at is not None]
    return max(days) if days and len(days) == len(file.cases) else None


def still_lasts(clause: Clause, grant: Grant, file: File, now: datetime) -> bool:
    """Whether the time that the clause gives has not run out: by days, and not any more on the last."""
    if clause.months is not None:
        return day_of(now) < months_later(day_of(grant.granted_at), clause.months)
    closed = closed_on(file)
    if clause.months_after_closing is None or closed is None:
        return clause.months_after_closing is not None  # every clause says how long
    return day_of(now) < months_later(closed, clause.months_after_closing)


def among(word: str, words: Iterable[str]) -> bool:
    """Whether a word is in a list of a clause, where an empty list means any."""
    return not words or word in words


def receives(agreement: Agreement, clause: Clause, grant: Grant) -> bool:
    """Whether a clause speaks of whoever holds a grant, and of their task."""
    holder = grant.holder_agency
    return (
        holder.kind in agreement.parties
        and grant.purpose in clause.purposes
        and among(holder.kind, clause.kinds)
        and among(holder.works_with, clause.works_with)
    )


def allows(clause: Clause, grant: Grant, file: File, row: Row, now: datetime) -> bool:
    """Whether a clause gives this row today to somebody of whom it speaks."""
    at_such_a_stage = not clause.stages or any(stage in clause.stages for stage in stages_of(file))
    return (
        at_such_a_stage
        and row.side in clause.sides
        and row.category in clause.categories
        and still_lasts(clause, grant, file, now)
    )


def is_shut_to(human: str, file: File) -> bool:
    """A conflict of interest shuts a file, and with a case the files of its people."""
    return human in file.kept_out or any(human in case.kept_out for case in file.cases)


def is_sealed(file: File) -> bool:
    """Sealed itself, or with every case it belongs to: who is in another case, too, stays known there."""
    return file.sealed or (bool(file.cases) and all(case.sealed for case in file.cases))


def takes_part(staff: Staff, file: File, agreement: Agreement | None, now: datetime) -> bool:
    """Somebody of the same partnership, with an agency bound by an agreement in force, to whom it is not shut."""
    same = staff.partnership == file.partnership
    return same and in_force(agreement, now) and is_bound(staff.agency) and not is_shut_to(staff.human, file)


def may_see(staff: Staff, file: File, row: Row, agreement: Agreement | None, now: datetime) -> bool:
    """Whether somebody sees a row now: the whole rule.

    Somebody sees a row of their own partnership, while an agreement is in force that binds their agency, if

    * the row is addressed to them; or
    * they hold a grant that counts and asks for this, and a clause allows it;

    and never through the wall, nor in a file of somebody whom they know; and of a sealed file only by their own name.
    """
    if agreement is None or not takes_part(staff, file, agreement, now):
        return False
    if is_walled(row.side, row.category) and staff.agency.works_with not in BESIDE_THE_HARMED:
        return False
    sealed = is_sealed(file)
    if row.holder is not None and row.holder in staff.stands_for and (row.by_name or not sealed):
        return not is_walled(row.side, row.category)
    return any(
        grant.holder in staff.stands_for
        and (grant.by_name or not sealed)
        and counts(grant, now)
        and asks_for(grant, row)
        and any(
            receives(agreement, clause, grant) and allows(clause, grant, file, row, now)
            for clause in agreement.clauses
        )
        for grant in file.grants
    )


def may_write(staff: Staff, file: File, row: Row, agreement: Agreement | None, now: datetime) -> bool:
    """Nobody writes down, or changes, what they may not see."""
    return may_see(staff, file, row, agreement, now)


def may_open(staff: Staff, of: File, agreement: Agreement | None, now: datetime) -> bool:
    """Whether somebody may open, of the file of a person harmed, how that person can be reached."""
    return may_see(staff, of, Row(HARMED, "contact"), agreement, now)


def may_give(staff: Staff, file: File, wanted: Grant, agreement: Agreement | None, now: datetime) -> bool:
    """Whether somebody may give this grant to its holder.

    Nobody gives what they do not hold themselves. How to reach people and what keeps them safe may pass through
    somebody who holds something of that side only; but to nobody behind the wall. Nobody gives an emergency, and what
    somebody holds in one is not passed on: it would last longer.
    """
    tasks = [one for one in file.grants if one.purpose != EMERGENCY]
    mine = [one for one in tasks if one.holder in staff.stands_for and counts(one, now)]
    held = [one for one in mine if one.by_name or not is_sealed(file)]
    pairs = [(side, category) for side in wanted.sides for category in wanted.categories]
    beside = wanted.holder_agency.works_with in BESIDE_THE_HARMED
    return (
        takes_part(staff, file, agreement, now)
        and wanted.purpose != EMERGENCY
        and all(any(_passes_on(one, side, category) for one in held) for side, category in pairs)
        and (beside or not any(is_walled(*pair) for pair in pairs))
    )


def _passes_on(held: Grant, side: str, category: str) -> bool:
    return side in held.sides and (category in held.categories or category in WALLED)


def may_open_in_an_emergency(staff: Staff, case: File, agreement: Agreement | None, now: datetime) -> bool:
    """Whether somebody whose work it is to keep people safe may open a case that is not theirs, by its reference."""
    return staff.keeps_safe and is_open_in_emergencies(staff, case, agreement, now)


def is_open_in_emergencies(staff: Staff, file: File, agreement: Agreement | None, now: datetime) -> bool:
    """Whether an emergency reaches a file: that of the case, or of one of its people. Nothing reaches a sealed one."""
    return bool(file.cases) and takes_part(staff, file, agreement, now) and not is_sealed(file)


def held_in_an_emergency(who: str, agency: Agency, at: datetime) -> tuple[Grant, ...]:
    """What somebody holds who opened a case now, in each file that it reaches. Clauses decide what they see of it."""
    beside = agency.works_with in BESIDE_THE_HARMED
    return tuple(
        Grant(who, agency, by_name=True, purpose=EMERGENCY, sides=sides, categories=categories, granted_at=at)
        for sides, categories in (
            ((HARMED, RESPONSIBLE, NEUTRAL), IN_AN_EMERGENCY),
            ((RESPONSIBLE, NEUTRAL), WALLED),
            *((((HARMED,), WALLED),) if beside else ()),
        )
    )

"""Changing a referral after it was sent. What stood there before stays to be read, with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.design.words import day
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict, Refused
from rjhub.kernel.identifiers import police_reference
from rjhub.partnership.models import Staff
from rjhub.people.announcements import StopRecorded
from rjhub.referrals import policies
from rjhub.referrals.announcements import ReferralAmended
from rjhub.referrals.models import Amendment, Offence, Referral, ReferralParty
from rjhub.referrals.queries import keeper, referrals
from rjhub.referrals.vocabulary import Known, Order
from rjhub.tasks.announcing import announce

NOTHING_CHANGED = "Nothing was changed. Change an answer, or go back."

Row = Referral | Offence | ReferralParty


@dataclass(frozen=True, kw_only=True)
class Change:
    """What somebody wants to stand in a row instead, and why."""

    row: Row
    answers: Mapping[str, Any]
    why: str
    version: int


@transaction.atomic
def amend_referral(referral: Referral, change: Change, *, by: Staff, at: datetime) -> None:
    """Change what a referral says. The hub sees what stood there before.

    Raises Refused if they may not or nothing is different, and Conflict if it was changed since they opened it.
    """
    held = referrals.lock_referral(referral.id)
    policies.may_amend(by, held).or_refuse()
    if held.version != change.version:
        raise Conflict
    row = held if isinstance(change.row, Referral) else change.row
    different = {
        name: value for name, value in change.answers.items() if _stored(getattr(row, name)) != _stored(value)
    }
    if not different:
        raise Refused(NOTHING_CHANGED)
    before = {name: in_words(row, name) for name in different}
    _write(row, different)
    for name in different:
        _keep_amendment(held, row, name, before[name], change.why, by=by, at=at)
    held.version += 1
    held.save(update_fields=["version"])
    if different.get("agrees_to_contact") == Known.NO:
        _take_the_no(row, by=by, at=at)
    record(
        "referrals:referral:amend",
        by=by,
        subject=held,
        partnership=held.partnership_id,
        changed=tuple(different),
    )
    announce(ReferralAmended(held.id, held.partnership_id))


def in_words(row: Row, name: str) -> str:
    """What stands in a field, as a person reads it."""
    value = getattr(row, name)
    if isinstance(value, list):
        return ", ".join(Order(each).label for each in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day(value)
    shown = getattr(row, f"get_{name}_display", None)
    return str(shown() if shown else value or "")


def _stored(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _write(row: Row, answers: Mapping[str, Any]) -> None:
    for name, value in answers.items():
        setattr(row, name, _stored(value))
    names = set(answers)
    if isinstance(row, Offence):
        row.comparable_reference = police_reference.comparable(row.crime_reference)
        names.add("comparable_reference")
    row.save(update_fields=sorted(names))


def _keep_amendment(
    referral: Referral, row: Row, name: str, before: str, why: str, *, by: Staff, at: datetime
) -> None:
    Amendment.objects.create(
        partnership_id=referral.partnership_id,
        file_id=referral.file_id,
        side=row.side,
        category=row.category,
        referral=referral,
        noun=type(row).__name__,
        row_id=row.id,
        field=name,
        old=before,
        new=in_words(row, name),
        why=why,
        by=by,
        at=at,
    )


def _take_the_no(row: Row, *, by: Staff, at: datetime) -> None:
    assert isinstance(row, ReferralParty)  # noqa: S101 - only a party has this answer
    keeper.record_no(row, said_on=clock.day_of(at), said_to=by.agency_id, at=at)
    record("people:stop:record", by=by, subject=row, partnership=row.partnership_id)
    announce(StopRecorded(row.partnership_id, row.person_id))


def row_of(referral: Referral, noun: str) -> Row | None:
    """The row that an amendment is about: the referral itself, or one of its rows by id."""
    if noun == "about":
        return referral
    try:
        row_id = UUID(noun)
    except ValueError:
        return None
    rows: list[Row] = [*referrals.offences_of(referral), *referrals.parties_of(referral)]
    return next((row for row in rows if row.id == row_id), None)

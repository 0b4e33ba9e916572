"""When somebody can facilitate: said by themselves or their agency, read from their calendar, and given to it."""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.facilitators import keeper, policies
from rjhub.facilitators.free_time import SLOTS, Span
from rjhub.facilitators.models import Diary, Leave, Week
from rjhub.kernel.decisions import Conflict, allow_if
from rjhub.partnership import installation
from rjhub.partnership.models import Staff


@dataclass(frozen=True)
class Feed:
    """What the log names: whose address it is."""

    pk: UUID


@transaction.atomic
@installation.or_staff
def say_week(staff: Staff, *, slots: Collection[str], version: int, by: Staff | None) -> Week:
    """Say on which half-days somebody is usually free. Raises Refused, and Conflict if that has just changed."""
    if by is not None:
        policies.may_say(by, staff).or_refuse()
    week = Week.objects.select_for_update(of=("self",)).filter(staff=staff).first()
    if version != (week.version if week else 0):
        raise Conflict
    week = week or Week(staff=staff, partnership_id=staff.partnership_id, version=0)
    week.slots = [slot for slot in SLOTS if slot in slots]
    week.version += 1
    week.save(force_insert=week.version == 1, force_update=week.version > 1)
    record("facilitators:week:say", by=by, subject=week, partnership=staff.partnership_id, changed=("slots",))
    return week


@transaction.atomic
@installation.or_staff
def add_leave(staff: Staff, *, since: date, until: date, submission_key: UUID, by: Staff | None) -> Leave:
    """Say that somebody is away. Sent twice, it is said once. Raises Refused."""
    if by is not None:
        policies.may_say(by, staff).or_refuse()
    allow_if(until >= since, "Leave cannot end before it starts.").or_refuse()
    leave, made = Leave.objects.get_or_create(
        submission_key=submission_key,
        defaults={
            "staff": staff, "partnership_id": staff.partnership_id, "since": since, "until": until,
        },
    )  # fmt: skip
    if made:
        record("facilitators:leave:add", by=by, subject=leave, partnership=staff.partnership_id)
    return leave


@transaction.atomic
def take_leave_back(leave: Leave, *, by: Staff, at: datetime) -> None:
    """Say that somebody is not away after all. Raises Refused."""
    policies.may_say(by, leave.staff).or_refuse()
    leave.taken_back_at = at
    leave.save(update_fields=["taken_back_at"])
    record("facilitators:leave:take-back", by=by, subject=leave, partnership=leave.partnership_id)


@transaction.atomic
def keep_diary(staff: Staff, *, busy: Sequence[Span], until: date, by: Staff, at: datetime) -> Diary:
    """Keep when somebody is busy, in place of what was read before. Raises Refused."""
    policies.may_say(by, staff).or_refuse()
    diary, _ = Diary.objects.update_or_create(
        staff=staff,
        defaults={
            "partnership_id": staff.partnership_id, "begins": [begins for begins, _ in busy],
            "ends": [ends for _, ends in busy], "read_at": at, "until": until,
        },
    )  # fmt: skip
    record("facilitators:diary:read", by=by, subject=diary, partnership=staff.partnership_id)
    return diary


@transaction.atomic
def make_feed(*, by: Staff) -> str:
    """Make a secret address of one's own work. The one before ends. Its key is shown once, and stands nowhere."""
    key = secrets.token_urlsafe(32)
    keeper.keep_work_feed(digest_of(key))
    record("facilitators:feed:make", by=by, subject=Feed(by.id), partnership=by.partnership_id)
    return key


@transaction.atomic
def end_feed(*, by: Staff) -> None:
    """End the address of one's own work."""
    keeper.keep_work_feed(None)
    record("facilitators:feed:end", by=by, subject=Feed(by.id), partnership=by.partnership_id)


def digest_of(key: str) -> bytes:
    """What is kept of an address."""
    return hashlib.sha256(key.encode()).digest()

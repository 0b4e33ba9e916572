"""Hours of learning and supervision: noted by whoever learnt, approved and recorded by their supervisor."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.facilitators import policies
from rjhub.facilitators.models import Learning, Supervision, SupervisionNote
from rjhub.kernel.decisions import Refused
from rjhub.partnership.models import Staff


@transaction.atomic
def note_learning(
    *, learnt_on: date, minutes: int, what: str, submission_key: UUID, by: Staff, at: datetime
) -> Learning:
    """Note what one did to learn. Sent twice, it is noted once."""
    learning, made = Learning.objects.get_or_create(
        submission_key=submission_key,
        defaults={
            "staff": by, "partnership_id": by.partnership_id, "learnt_on": learnt_on, "minutes": minutes,
            "what": what, "noted_at": at,
        },
    )  # fmt: skip
    if made:
        record("facilitators:learning:note", by=by, subject=learning, partnership=by.partnership_id)
    return learning


@transaction.atomic
def take_back(learning: Learning, *, by: Staff, at: datetime) -> None:
    """Take one's own entry back. Raises Refused if it is somebody else's, or approved."""
    locked = _locked(learning)
    policies.may_take_back(by, locked).or_refuse()
    locked.taken_back_at = at
    locked.save(update_fields=["taken_back_at"])
    record("facilitators:learning:take-back", by=by, subject=locked, partnership=by.partnership_id)


@transaction.atomic
def approve(learning: Learning, *, by: Staff, at: datetime) -> None:
    """Approve hours of somebody whom one supervises. Raises Refused."""
    locked = _locked(learning)
    policies.may_approve(by, locked).or_refuse()
    locked.approved_at, locked.approved_by = at, by
    locked.save(update_fields=["approved_at", "approved_by"])
    record("facilitators:learning:approve", by=by, subject=locked, partnership=by.partnership_id)


@transaction.atomic
def record_supervision(
    staff: Staff, *, held_on: date, minutes: int, words: str, submission_key: UUID, by: Staff, at: datetime
) -> Supervision:
    """Record a session with somebody, and what one noted for oneself alone. Raises Refused."""
    policies.may_record_supervision(by, staff).or_refuse()
    supervision, made = Supervision.objects.get_or_create(
        submission_key=submission_key,
        defaults={
            "staff": staff, "partnership_id": staff.partnership_id, "supervisor": by, "held_on": held_on,
            "minutes": minutes, "recorded_at": at,
        },
    )  # fmt: skip
    if made:
        if words:
            SupervisionNote.objects.create(supervision=supervision, supervisor=by, words=words)
        record("facilitators:supervision:record", by=by, subject=supervision, partnership=by.partnership_id)
    return supervision


def _locked(learning: Learning) -> Learning:
    found = Learning.objects.select_for_update(of=("self",)).filter(id=learning.id).first()
    if found is None:
        raise Refused("Only whoever learnt, or their supervisor, can change this.")
    return found

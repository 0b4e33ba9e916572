"""Drafts: somebody's own, and nobody else's."""

import hashlib
from datetime import datetime
from uuid import UUID

from rjhub.partnership.models import Staff
from rjhub.referrals.models import Draft


def lock_draft(draft_id: UUID) -> Draft:
    """A draft, held until the transaction ends. Raises Draft.DoesNotExist where it is gone."""
    return Draft.objects.select_for_update().get(id=draft_id)


def find_draft(staff: Staff, draft_id: UUID, *, at: datetime) -> Draft | None:
    """A draft of somebody's own; None where there is none, it is another's, or its time is over."""
    return Draft.objects.filter(id=draft_id, owner=staff, expires_at__gt=at).first()


def find_draft_of_visit(token: str, *, at: datetime) -> Draft | None:
    """The draft of a visit by somebody without an account."""
    if not token:
        return None
    return Draft.objects.filter(token_digest=digest_of(token), expires_at__gt=at).first()


def drafts_of(staff: Staff, *, at: datetime, most: int = 25) -> list[Draft]:
    """What somebody has begun and not sent, newest first."""
    found = Draft.objects.filter(owner=staff, sent_as="", expires_at__gt=at)
    return list(found.order_by("-saved_at", "-id")[:most])


def digest_of(token: str) -> bytes:
    """What is kept of a visitor's token: enough to recognise it, not enough to use it."""
    return hashlib.sha256(token.encode()).digest()


def find_written(draft_id: UUID, *, at: datetime) -> Draft | None:
    """A draft that is still being written, whoever asks: only for keeping what arrives from its own page."""
    found = Draft.objects.select_related("owner__agency", "owner__partnership")
    return found.filter(id=draft_id, expires_at__gt=at).first()

"""Whoever sent a referral takes it back."""

from datetime import datetime

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.partnership.models import Staff
from rjhub.referrals import policies
from rjhub.referrals.announcements import ReferralWithdrawn
from rjhub.referrals.models import Referral
from rjhub.referrals.queries import referrals
from rjhub.tasks.announcing import announce


@transaction.atomic
def withdraw_referral(referral: Referral, *, by: Staff, at: datetime, reason: str) -> Referral:
    """Take a referral back, saying why. Raises Refused if they did not send it, or the hub has decided."""
    referral = referrals.lock_referral(referral.id)
    policies.may_withdraw(by, referral).or_refuse()
    referral.withdraw(at=at, reason=reason)
    referral.version += 1
    referral.save(update_fields=["status", "withdrawn_at", "withdrawal_reason", "version"])
    record("referrals:referral:withdraw", by=by, subject=referral, partnership=referral.partnership_id)
    announce(ReferralWithdrawn(referral.id, referral.partnership_id))
    return referral

"""Somebody asks for restorative justice themself, or for a relative: without an account, and leaving nothing behind."""

from datetime import datetime, timedelta

from rjhub.kernel.decisions import Refused
from rjhub.partnership.models import Partnership
from rjhub.referrals import policies
from rjhub.referrals.actions import sending
from rjhub.referrals.actions.submission import Receipt, Submission
from rjhub.referrals.models import Draft
from rjhub.referrals.queries import drafts
from rjhub.sharing import doors, readers

# Nobody reads and answers the questions faster than this, so whatever does is a program.
READING_TIME = timedelta(seconds=15)
TOO_FAST = "That was very quick. Wait a few seconds, then press the button again."


def ask(draft: Draft, submission: Submission, *, version: int, at: datetime) -> Receipt:
    """Send what a visitor typed to the hub. The program reads nothing of it any more from then on.

    Raises Refused if it came too fast for a person or the partnership takes none over the internet, and what
    `sending.send_draft` raises.
    """
    partnership = Partnership.objects.get(id=draft.partnership_id)
    policies.may_ask(partnership).or_refuse()
    if at - draft.started_at < READING_TIME:
        raise Refused(TOO_FAST)
    intake = readers.intake(partnership.id)
    with doors.opened(intake, door="referrals:asking", purpose="take in what somebody asks for"):
        return sending.send_draft(draft.id, submission, version=version, by=None, at=at)


def forget(token: str) -> None:
    """Delete what a visitor typed, because they left."""
    if token:
        Draft.objects.filter(owner=None, token_digest=drafts.digest_of(token)).delete()

"""What an information officer records: what came of something that was pointed out, and when their agency works."""

from datetime import datetime, time
from uuid import UUID

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel.decisions import Conflict
from rjhub.partnership.models import Staff
from rjhub.reading import policies
from rjhub.reading.models import Finding, Hours, Outcome
from rjhub.reading.vocabulary import Decision


@transaction.atomic
def settle(
    finding: Finding,
    *,
    decision: Decision,
    reason: str,
    submission_key: UUID,
    version: int,
    by: Staff,
    at: datetime,
) -> Outcome:
    """Record what came of a finding. Sent twice, it is recorded once.

    `version` is how much had been recorded when the page was opened. Raises Refused for one's own, and Conflict if
    somebody else has recorded something since.
    """
    policies.may_settle(by, finding).or_refuse()
    recorded = Outcome.objects.filter(finding=finding)
    if recorded.exclude(submission_key=submission_key).count() > version:
        newest = recorded.select_related("by__account").latest("at")
        message = (
            f"{newest.by.name} recorded what came of it while you had this page open. It stands on this page. "
            "Record yours as well, if it is still needed."
        )
        raise Conflict(message)
    outcome, made = Outcome.objects.get_or_create(
        submission_key=submission_key,
        defaults={
            "partnership_id": finding.partnership_id,
            "finding": finding,
            "decision": decision,
            "reason": reason,
            "by": by,
            "at": at,
        },
    )
    if made:
        tag = f"reading:finding:{decision.value}"
        record(tag, by=by, subject=finding, partnership=finding.partnership_id, changed=("outcome",))
    return outcome


@transaction.atomic
def set_hours(
    *, opens: time, closes: time, weekdays: list[int], bank_holidays: bool, version: int, by: Staff
) -> Hours:
    """Say when one's agency works; counts for what is read from now on. Raises Conflict if somebody else just did."""
    policies.may_watch(by).or_refuse()
    hours = Hours.objects.select_for_update().filter(agency=by.agency).first()
    if version != (hours.version if hours else 0):
        raise Conflict
    hours = hours or Hours(agency=by.agency, version=0)
    hours.opens, hours.closes, hours.weekdays = opens, closes, sorted(weekdays)
    hours.bank_holidays = bank_holidays
    hours.version += 1
    hours.save()
    record("reading:hours:set", by=by, subject=hours, partnership=by.partnership_id,
           changed=("opens", "closes", "weekdays", "bank_holidays"))  # fmt: skip
    return hours

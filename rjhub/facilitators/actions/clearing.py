"""Clearances and secondments: recorded by somebody's own agency, and ended by it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.facilitators import policies
from rjhub.facilitators.models import Clearance, Secondment
from rjhub.facilitators.vocabulary import ClearanceKind, EndedAs
from rjhub.kernel.decisions import Refused, allow_if
from rjhub.partnership import installation
from rjhub.partnership.models import Agency, Staff


@transaction.atomic
@installation.or_staff
def record_clearance(
    staff: Staff, *, kind: ClearanceKind, prison: str, since: date, until: date, evidence: str,
    submission_key: UUID, by: Staff | None, at: datetime,
) -> Clearance:  # fmt: skip
    """Record a check, vetting or a prison's clearance. Sent twice, it is recorded once. Raises Refused."""
    if by is not None:
        policies.may_clear(by, staff).or_refuse()
    allow_if(until >= since, "A clearance cannot lapse before it starts.").or_refuse()
    clearance, made = Clearance.objects.get_or_create(
        submission_key=submission_key,
        defaults={
            "staff": staff, "partnership_id": staff.partnership_id, "kind": kind, "prison": prison, "since": since,
            "until": until, "evidence": evidence, "recorded_by": by, "recorded_at": at,
        },
    )  # fmt: skip
    if made:
        record("facilitators:clearance:record", by=by, subject=clearance, partnership=staff.partnership_id)
    return clearance


@transaction.atomic
def end_clearance(clearance: Clearance, *, ended_as: EndedAs, by: Staff, on: date) -> None:
    """Say that a clearance does not count any more: it was withdrawn, or never was. Raises Refused."""
    policies.may_clear(by, clearance.staff).or_refuse()
    locked = Clearance.objects.select_for_update(of=("self",)).filter(id=clearance.id, ended_as="").first()
    if locked is None:
        raise Refused("This has been ended already.")
    locked.ended_as, locked.ended_on, locked.ended_by = ended_as, on, by
    locked.save(update_fields=["ended_as", "ended_on", "ended_by"])
    record("facilitators:clearance:end", by=by, subject=locked, partnership=locked.partnership_id,
           changed=("ended_as",))  # fmt: skip


@transaction.atomic
@installation.or_staff
def second(
    staff: Staff,
    *,
    to_agency: Agency,
    since: date,
    until: date | None,
    submission_key: UUID,
    by: Staff | None,
) -> Secondment:
    """Record that somebody works at another agency for a time. They go on answering to their own. Raises Refused."""
    if by is not None:
        policies.may_keep(by, staff).or_refuse()
    allow_if(
        to_agency.id != staff.agency_id and to_agency.partnership_id == staff.partnership_id,
        "Choose another agency of the partnership.",
    ).or_refuse()
    allow_if(until is None or until >= since, "A secondment cannot end before it starts.").or_refuse()
    secondment, made = Secondment.objects.get_or_create(
        submission_key=submission_key,
        defaults={
            "staff": staff, "partnership_id": staff.partnership_id, "to_agency": to_agency, "since": since,
            "until": until,
        },
    )  # fmt: skip
    if made:
        record("facilitators:secondment:record", by=by, subject=secondment, partnership=staff.partnership_id)
    return secondment

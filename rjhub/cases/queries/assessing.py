"""Reading consents, acknowledgements, suitability, risk, flags and approvals."""

from uuid import UUID

from django.db.models import F
from django.http import Http404

from rjhub.cases.models import (
    Acknowledgement,
    Approval,
    Case,
    Consent,
    Flag,
    Risk,
    RiskAssessment,
    SuitabilityAssessment,
    Task,
)
from rjhub.cases.queries.bringing_together import accepted_facilitators
from rjhub.cases.vocabulary import TaskStatus
from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role


def consents_of(case: Case) -> list[Consent]:
    """Every consent of a case, also those that ended, the newest first; signed forms where the reader sees them."""
    return list(
        Consent.objects.filter(case=case)
        .select_related("recorded_by__account", "case", "document")
        .defer("document__sealed", "document__digest")
        .order_by("-recorded_at", "-id")
    )


def find_consent(case: Case, consent_id: UUID) -> Consent:
    """A consent in force. Raises Http404 if the reader cannot see it, or if it has ended."""
    found: Consent | None = (
        Consent.objects.filter(case=case, id=consent_id, withdrawn_at=None)
        .select_related("case", "party__person")
        .first()
    )
    if found is None:
        raise Http404
    return found


def acknowledgements_of(case: Case) -> list[Acknowledgement]:
    """What people acknowledged, the newest first."""
    return list(
        Acknowledgement.objects.filter(case=case)
        .select_related("recorded_by__account")
        .order_by("-recorded_at", "-id")
    )


def suitability_of(case: Case) -> list[SuitabilityAssessment]:
    """Every assessment of everybody, the newest first."""
    return list(
        SuitabilityAssessment.objects.filter(case=case)
        .select_related("assessed_by__account")
        .order_by("-recorded_at", "-id")
    )


def risks_of(case: Case) -> list[Risk]:
    """Every described risk, the open ones first, by when they are to be looked at."""
    return list(
        Risk.objects.filter(case=case)
        .select_related("owner__account", "party__person")
        .order_by(F("closed_at").desc(nulls_first=True), "review_on", "id")
    )


def find_risk(case: Case, risk_id: UUID) -> Risk:
    """An open risk. Raises Http404 if the reader cannot see it, or if it is closed."""
    found: Risk | None = (
        Risk.objects.filter(case=case, id=risk_id, closed_at=None)
        .select_related("case", "party__person")
        .first()
    )
    if found is None:
        raise Http404
    return found


def risk_assessments_of(case: Case) -> list[RiskAssessment]:
    """Every assessment of the risk of a case, the newest first."""
    return list(
        RiskAssessment.objects.filter(case=case)
        .select_related("case", "assessed_by__account", "signed_off_by__account", "returned_by__account")
        .order_by("-recorded_at", "-id")
    )


def working_on(case: Case) -> list[Staff]:
    """Who works on a case today: its facilitators, its supervisor, its hub, and who answers for it."""
    coordinators = Staff.objects.filter(
        partnership_id=case.partnership_id, account__is_active=True, roles__role=Role.COORDINATOR,
        roles__hub=case.hub_id, roles__ended_at=None,
    ).select_related("account", "agency", "principal")  # fmt: skip
    supervisor = [case.supervisor] if case.supervisor else []
    everybody = dict.fromkeys(
        [*accepted_facilitators(case), *supervisor, *coordinators, case.answering_staff]
    )
    return [staff for staff in everybody if staff.works_on(clock.today())]


def flags_of(case: Case) -> list[Flag]:
    """What makes or made a case sensitive or complex, the newest first."""
    return list(
        Flag.objects.filter(case=case)
        .select_related("raised_by__account", "lowered_by__account")
        .order_by("-raised_at", "-id")
    )


def find_flag(case: Case, flag_id: UUID) -> Flag:
    """A flag that is up. Raises Http404 if the reader cannot see it, or if it was lowered."""
    found: Flag | None = (
        Flag.objects.filter(case=case, id=flag_id, lowered_at=None).select_related("case").first()
    )
    if found is None:
        raise Http404
    return found


def approvals_of(case: Case) -> list[Approval]:
    """Decisions on a sensitive or complex case, the newest first."""
    return list(
        Approval.objects.filter(case=case)
        .select_related("decided_by__account")
        .order_by("-decided_at", "-id")
    )


def asked_to(case: Case, kind: str) -> list[Staff]:
    """The members of staff who have an open task of a kind on the case."""
    holders = Task.objects.filter(case=case, kind=kind, status=TaskStatus.OPEN).values_list(
        "holder", flat=True
    )
    return list(
        Staff.objects.filter(principal__in=list(holders)).select_related("account", "agency", "principal")
    )

"""Reading consents, acknowledgements, suitability, risk, flags and approvals."""

from uuid import UUID

from django.http import Http404

from rjhub.cases.models import Acknowledgement, Case, Consent


def consents_of(case: Case) -> list[Consent]:
    """Every consent of a case, also those that ended, the newest first."""
    return list(
        Consent.objects.filter(case=case)
        .select_related("recorded_by__account")
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

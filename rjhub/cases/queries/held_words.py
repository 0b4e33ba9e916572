"""Reading words that are held: by who wrote them, by whom is asked, and by the hub."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404

from rjhub.cases.models import Case, HeldWords
from rjhub.cases.vocabulary import HeldStatus
from rjhub.partnership.models import Staff


def find_held_words(held_id: UUID) -> HeldWords:
    """Held words. Raises Http404 if the reader cannot see them."""
    found: HeldWords | None = (
        HeldWords.objects.filter(id=held_id)
        .select_related("written_by__account", "written_by__agency", "decided_by__account")
        .first()
    )
    if found is None:
        raise Http404
    return found


def asked_together(held: HeldWords) -> list[HeldWords]:
    """One row for each who was asked about the same words, as far as the reader sees them."""
    return list(
        HeldWords.objects.filter(asking=held.asking)
        .select_related("decided_by__account", "asked")
        .order_by("id")
    )


def words_waiting(case: Case, by: Staff, digests: Iterable[bytes]) -> HeldWords | None:
    """What the same person asked about the same words before, unless it was taken back."""
    return (
        HeldWords.objects.filter(case=case, written_by=by, digests=list(digests))
        .exclude(status=HeldStatus.TAKEN_BACK)
        .order_by("written_at", "id")
        .first()
    )

"""One referral, and what belongs to it."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404

from rjhub.kernel import references
from rjhub.kernel.decisions import Decision
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.models import Staff
from rjhub.referrals.models import (
    Amendment,
    DuplicateCheck,
    KnownRisk,
    Offence,
    Referral,
    ReferralParty,
)
from rjhub.referrals.vocabulary import Status

WITH_WORDS = ("hub", "agency", "referred_by__account", "decided_by__account", "partnership")


def find_referral(
    staff: Staff, reference: str, *, may: Callable[[Staff, Referral], Decision] | None = None
) -> Referral:
    """A referral by its reference, in whatever way it was typed.

    Raises Http404 where there is none or it is not for the one who asks, which look alike, and Refused
    where they see it but `may` says no.
    """
    try:
        canonical = references.parse(reference)
    except Invalid:
        raise Http404 from None
    found: Referral | None = (
        Referral.objects.select_related(*WITH_WORDS)
        .filter(partnership_id=staff.partnership_id, reference=canonical)
        .first()
    )
    if found is None:
        raise Http404
    if may is not None:
        may(staff, found).or_refuse()
    return found


def lock_referral(referral_id: UUID) -> Referral:
    """A referral, held until the transaction ends. Raises Referral.DoesNotExist where the asker sees none."""
    found: Referral = Referral.objects.select_for_update().get(id=referral_id)
    return found


def sent_before(partnership_id: int, submission_key: str) -> Referral | None:
    """The referral that an earlier attempt with the same key made."""
    found = Referral.objects.filter(partnership_id=partnership_id, submission_key=submission_key)
    return found.select_related("hub").first()


def is_open(referral_id: UUID) -> bool:
    """Whether the one who asks sees a referral from which something may still come."""
    found = Referral.objects.filter(id=referral_id, status__in=[Status.RECEIVED, Status.ACCEPTED])
    return found.exists()


def id_of(reference: str) -> UUID | None:
    """The id of a referral by its whole reference, if the one who asks sees it."""
    return Referral.objects.filter(reference=reference).values_list("id", flat=True).first()


def offences_of(referral: Referral) -> list[Offence]:
    """What happened."""
    return list(Offence.objects.filter(referral=referral).order_by("happened_on", "id"))


def parties_of(referral: Referral) -> list[ReferralParty]:
    """Whom it names, as far as the one who asks may know."""
    return list(ReferralParty.objects.filter(referral=referral).order_by("side", "id"))


def parties_with_people(referral: Referral) -> list[ReferralParty]:
    """Whom it names with their own records, for somebody who is granted those."""
    found = ReferralParty.objects.filter(referral=referral).select_related("person__file")
    return list(found.order_by("side", "id"))


def risks_of(referral: Referral) -> list[KnownRisk]:
    """The risks that were known when it was sent."""
    return list(KnownRisk.objects.filter(referral=referral).order_by("side", "id"))


def amendments_of(referral: Referral) -> list[Amendment]:
    """What was changed since it was sent, newest first."""
    found = Amendment.objects.filter(referral=referral).select_related("by__account", "by__agency")
    return list(found.order_by("-at", "-id"))


def current_check(referral: Referral) -> DuplicateCheck | None:
    """The duplicate check that counts."""
    found = DuplicateCheck.objects.filter(referral=referral, superseded_at=None)
    return found.select_related("decided_by__account", "joined_to").first()


def checks_of(referral: Referral) -> list[DuplicateCheck]:
    """Every duplicate check of a referral, newest first."""
    found = DuplicateCheck.objects.filter(referral=referral)
    return list(found.select_related("decided_by__account", "joined_to").order_by("-decided_at", "-id"))

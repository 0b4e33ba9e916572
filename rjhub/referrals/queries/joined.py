"""Which referrals are about one incident, as hubs have decided."""

from dataclasses import dataclass
from uuid import UUID

from rjhub.referrals.models import DuplicateCheck, Referral
from rjhub.referrals.vocabulary import Sameness, Status

OPEN = (Status.RECEIVED, Status.ACCEPTED)


@dataclass(frozen=True)
class First:
    """The referral at which joining ends: the one that has, or may get, the case."""

    referral_id: UUID
    hub_id: UUID
    is_open: bool


def first_of(referral_id: UUID) -> First | None:
    """The one to which a referral is joined in the end; itself if to none. None where it cannot be seen.

    Ask as the program: a referral may be joined to one of another hub.
    """
    seen = {referral_id}
    while (further := _joined_to(referral_id)) is not None and further not in seen:
        seen.add(further)
        referral_id = further
    found = Referral.objects.filter(id=referral_id).values_list("hub_id", "status").first()
    return First(referral_id, found[0], found[1] in OPEN) if found else None


def joined_with(referral_id: UUID) -> list[UUID]:
    """Every referral that is joined to one, or to one of those. Ask as the program."""
    found: list[UUID] = []
    looking = [referral_id]
    while looking:
        more = DuplicateCheck.objects.filter(
            joined_to_id__in=looking, superseded_at=None, decision=Sameness.SAME
        ).order_by("decided_at", "id")
        looking = [one for one in more.values_list("referral_id", flat=True) if one not in found]
        found += looking
    return found


def _joined_to(referral_id: UUID) -> UUID | None:
    now = DuplicateCheck.objects.filter(referral_id=referral_id, superseded_at=None, decision=Sameness.SAME)
    return now.values_list("joined_to_id", flat=True).first()

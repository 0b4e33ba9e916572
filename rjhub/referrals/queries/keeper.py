"""The keeper's functions of this room: they go beyond what the asker sees, and no further than they must."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from rjhub.kernel.ids import new_id
from rjhub.referrals.models import Referral, ReferralParty


@dataclass(frozen=True)
class Similar:
    """Another referral that may be about the same incident, perhaps at a hub whose files the asker does not see."""

    referral_id: UUID
    hub_id: UUID
    is_open: bool
    same_crime: bool
    harmed: bool | None
    responsible: bool | None
    days_apart: int | None


def similar_referrals(referral: Referral) -> list[Similar]:
    """Referrals of the whole partnership that may be about the same incident; none for whoever coordinates no hub."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT referral_id, hub_id, is_open, same_crime, harmed, responsible, days_apart "
            "FROM keeper.similar_referrals(%s)",
            [referral.id],
        )
        return [Similar(*row) for row in cursor.fetchall()]


def record_no(party: ReferralParty, *, said_on: date, said_to: UUID, at: datetime) -> None:
    """Keep that somebody whom a referral names does not want to be contacted, told by whoever sent it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT keeper.record_no_in_referral(%s, %s, %s, %s, %s)",
            [new_id(), party.id, said_on, said_to, at],
        )


def references_of_my_agency(references: Sequence[str]) -> set[str]:
    """Which of these references the asker's own agency has used for a referral already, whoever there sent it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reference FROM keeper.references_of_my_agency(%s::text[])", [list(references)])
        return {reference for (reference,) in cursor.fetchall()}

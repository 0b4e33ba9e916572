"""A risk that somebody knew of when they referred: described, never scored."""

from django.db import models

from rjhub.referrals.models.referral import Referral
from rjhub.referrals.vocabulary import RiskKind
from rjhub.sharing.models import Protected, WithinPartnership


class KnownRisk(Protected):
    """What to look out for, on the side of whoever it concerns."""

    referral = WithinPartnership(Referral, related_name="risks")
    kind = models.CharField(max_length=14, choices=RiskKind.choices)
    description = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["partnership", "referral"], name="risk_of_referral")]

    def __str__(self) -> str:
        return self.get_kind_display()

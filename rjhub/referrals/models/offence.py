"""What happened: the incident that a referral is about."""

from django.db import models
from django.db.models import F, Q

from rjhub.referrals.models.referral import Referral
from rjhub.referrals.vocabulary import OFFENCE_GROUPS
from rjhub.sharing.models import Protected, WithinPartnership


class Offence(Protected):
    """One offence or incident, described so that both sides could read it."""

    referral = WithinPartnership(Referral, related_name="offences")
    force_code = models.CharField(max_length=9, blank=True, help_text="ONS code of the police force area")
    crime_reference = models.CharField(max_length=40, blank=True)
    comparable_reference = models.CharField(
        max_length=40, blank=True, editable=False, help_text="The reference without what people leave out"
    )
    crime_group = models.CharField(
        max_length=24, choices=OFFENCE_GROUPS, blank=True, help_text="Empty: nobody has said"
    )
    description = models.CharField(max_length=4000, blank=True)
    happened_on = models.DateField(null=True, blank=True, help_text="The day, or the first of a period")
    happened_until = models.DateField(null=True, blank=True, help_text="The last day of a period")
    place = models.CharField(
        max_length=200, blank=True, help_text="In general terms, never somebody's address"
    )
    officer_in_case = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(happened_until=None)
                | Q(happened_on__isnull=False, happened_until__gte=F("happened_on")),
                name="offence_days_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "referral"], name="offence_of_referral"),
            models.Index(
                fields=["partnership", "comparable_reference"],
                condition=~Q(comparable_reference=""),
                name="offence_by_crime_reference",
            ),
        ]

    def __str__(self) -> str:
        return self.crime_reference or self.get_crime_group_display() or "what happened"

"""Clearances: DBS checks, police vetting and prisons' own, each from a day until it lapses."""

from django.db import models
from django.db.models import F, Q

from rjhub.facilitators.vocabulary import ClearanceKind, EndedAs
from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership, Staff


class Clearance(models.Model):
    """Recorded by somebody else than its holder; a new one stands beside it, and nobody changes its dates."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="clearances")
    kind = models.CharField(max_length=7, choices=ClearanceKind.choices)
    prison = models.CharField(max_length=3, blank=True, help_text="Its code in NOMIS")
    since = models.DateField()
    until = models.DateField(help_text="The last day on which it counts")
    evidence = models.CharField(max_length=120, blank=True, help_text="Where the agency keeps it")
    submission_key = models.UUIDField(unique=True)
    recorded_by = models.ForeignKey(
        Staff, null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    recorded_at = models.DateTimeField()
    ended_as = models.CharField(max_length=9, blank=True, choices=EndedAs.choices)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="clearance_dates_in_order"),
            models.CheckConstraint(
                condition=(Q(kind=ClearanceKind.PRISON) & ~Q(prison=""))
                | (~Q(kind=ClearanceKind.PRISON) & Q(prison="")),
                name="a_prison_clearance_names_the_prison",
            ),
            models.CheckConstraint(
                condition=Q(ended_as="", ended_on=None, ended_by=None)
                | (~Q(ended_as="") & Q(ended_on__isnull=False, ended_by__isnull=False)),
                name="an_ended_clearance_says_when_and_who",
            ),
            models.CheckConstraint(
                condition=Q(recorded_by=None) | ~Q(recorded_by=F("staff")), name="nobody_clears_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} until {self.until}"

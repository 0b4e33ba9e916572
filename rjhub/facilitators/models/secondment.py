"""Secondments: somebody of one agency works at another for a time, and answers to their own all the while."""

from django.db import models
from django.db.models import F, Q

from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Agency, Partnership, Staff


class Secondment(models.Model):
    """From a day until a day, as their own agency says."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="secondments")
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="The last day")
    submission_key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="secondment_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"to {self.to_agency_id} since {self.since}"

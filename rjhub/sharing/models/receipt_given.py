"""Receipts that agencies were given, so that an information officer sees when they last kept one."""

from django.db import models

from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Agency, Partnership, Staff
from rjhub.sharing.vocabulary import Way


class ReceiptGiven(models.Model):
    """An agency was given the receipt for a seal. The receipt itself is theirs to keep; this says that it went."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="receipts")
    number = models.IntegerField()
    way = models.CharField(max_length=6, choices=Way.choices)
    given_at = models.DateTimeField(auto_now_add=True)
    taken_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["agency", "-given_at"], name="receipts_of_agency")]

    def __str__(self) -> str:
        return f"receipt {self.number} to {self.agency_id}"

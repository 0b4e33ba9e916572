"""One-time links for agencies elsewhere. Only digests stand here, and which request it is: nothing of the case."""

from datetime import datetime

from django.db import models

from rjhub.cases.models.information import InformationRequest
from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership, Staff
from rjhub.sharing.models import WithinPartnership

MOST_TRIES = 5


class OutsideLink(models.Model):
    """A link that somebody outside the partnership answers one request with, once, after they were told a code."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    request = WithinPartnership(InformationRequest, related_name="+", db_index=True)
    key_digest = models.BinaryField(max_length=32, unique=True)
    code_digest = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    checked_at = models.DateTimeField(null=True, blank=True, help_text="When the code was right")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Used, locked, or replaced by another")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tries__lte=MOST_TRIES), name="a_link_locks_after_five_tries"
            )
        ]

    def __str__(self) -> str:
        return f"link of {self.request_id}"

    def is_open(self, at: datetime) -> bool:
        """Whether it still opens anything."""
        return self.ended_at is None and at < self.expires_at and self.tries < MOST_TRIES

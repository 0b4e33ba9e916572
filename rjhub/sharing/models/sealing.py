"""A sealing: an exceptional file that only members of staff see who are named one by one."""

from django.db import models
from django.db.models import Q

from rjhub.partnership.models import Staff
from rjhub.sharing.models.protected import Protected, WithinPartnership


class Sealing(Protected):
    """While it lasts, what was granted to a hub or to an agency's lead contacts counts for nothing in its file."""

    since = models.DateTimeField()
    sealed_by = WithinPartnership(Staff, related_name="+")
    because = models.TextField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    ended_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "file"], condition=Q(ended_at=None), name="one_sealing_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="a_sealing_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_because="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_because="")),
                name="a_sealing_ends_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"sealed {self.since:%Y-%m-%d}"

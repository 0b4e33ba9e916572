"""A conflict of interest: a member of staff knows somebody in a file, and so sees nothing of it."""

from django.db import models
from django.db.models import F, Q

from rjhub.partnership.models import Staff
from rjhub.sharing.models.protected import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Acquaintance


class ConflictOfInterest(Protected):
    """Shuts a file, and the files of the people of a case, to one human being, whatever else they are granted.

    A row of the file that it shuts, so whoever works on the case knows, and whom it is about sees not even this.
    """

    staff = WithinPartnership(Staff, related_name="+")
    kind = models.CharField(max_length=12, choices=Acquaintance.choices)
    said_by = WithinPartnership(Staff, related_name="+")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    ended_because = models.TextField(blank=True)

    class Meta:
        verbose_name = "conflict of interest"
        verbose_name_plural = "conflicts of interest"
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "file", "staff"],
                condition=Q(ended_at=None),
                name="one_conflict_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_because="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_because="")),
                name="a_conflict_ends_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | ~Q(ended_by=F("staff")), name="somebody_else_ends_a_conflict"
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "staff"], condition=Q(ended_at=None), name="conflicts_of_staff"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.staff_id}"

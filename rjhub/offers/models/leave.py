"""An exception from a no, for a reason, until a day, by two people. The no itself stays."""

from django.db import models
from django.db.models import F, Q

from rjhub.partnership.models import Staff
from rjhub.people.models import Stop
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Category


class Leave(Protected):
    """Leave to contact somebody once against their no: because of danger or a duty in law, never to ask them again.

    It counts from when a second person agrees until its last day, or until somebody ends it.
    """

    stop = WithinPartnership(Stop, related_name="leaves")
    why = models.CharField("reason", max_length=400)
    until = models.DateField(help_text="The last day on which it counts")
    asked_at = models.DateTimeField()
    asked_by = WithinPartnership(Staff, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(category=Category.SAFETY), name="leave_is_safety"),
            models.CheckConstraint(condition=~Q(why=""), name="leave_says_why"),
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_by=None)
                | (Q(agreed_at__isnull=False, agreed_by__isnull=False) & ~Q(agreed_by=F("asked_by"))),
                name="leave_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="ended_leave_says_who",
            ),
            models.UniqueConstraint(
                fields=["partnership", "stop"], condition=Q(ended_at=None), name="one_leave_from_a_no"
            ),
        ]

    def __str__(self) -> str:
        return "leave to contact somebody against their no"

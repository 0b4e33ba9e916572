"""Preparation sessions with each person."""

from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import Case, Party
from rjhub.partnership.models import Staff
from rjhub.sharing.models import Protected, WithinPartnership


class Preparation(Protected):
    """One session in which a facilitator prepared one person."""

    case = WithinPartnership(Case, related_name="preparations")
    party = WithinPartnership(Party, related_name="preparations")
    held_on = models.DateField()
    held_by = WithinPartnership(Staff, related_name="+")
    place = models.CharField(max_length=120, blank=True)
    questions = models.TextField(blank=True, help_text="What they want to ask or to say")
    hopes = models.TextField(blank=True)
    fears = models.TextField(blank=True)
    supporters = models.TextField(
        blank=True, help_text="Who would come with them, and how they were prepared"
    )
    supporters_prepared = models.BooleanField(
        null=True, help_text="Somebody has prepared them; empty if nobody comes along"
    )
    ground_rules = models.TextField(blank=True)
    practical = models.TextField(blank=True, help_text="Access, interpreter, breaks, travel")
    ready = models.BooleanField(help_text="The facilitators think that this person is ready")
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    submission_key = models.UUIDField(null=True, editable=False, help_text="One form makes one of these")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "submission_key"], name="a_preparation_once"),
            models.CheckConstraint(
                condition=Q(supporters_prepared=None) | ~Q(supporters=""), name="supporters_are_named"
            ),
        ]
        indexes = [models.Index(fields=["partnership", "case"], name="preparation_of_case")]

    def __str__(self) -> str:
        return f"preparation on {self.held_on}"

"""A change to a referral after it was sent: what stood there before stays to be read."""

from django.db import models
from django.db.models import Q

from rjhub.partnership.models import Staff
from rjhub.referrals.models.referral import Referral
from rjhub.sharing.models import Protected, WithinPartnership


class Amendment(Protected):
    """One field that was changed. It stands on the side and in the category of what it changed."""

    referral = WithinPartnership(Referral, related_name="amendments")
    noun = models.CharField(max_length=13, help_text="The model of the row that was changed")
    row_id = models.UUIDField()
    field = models.CharField(max_length=40)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    why = models.CharField(max_length=800)
    by = WithinPartnership(Staff, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="an_amendment_says_why")]
        indexes = [models.Index(fields=["partnership", "referral", "at"], name="amendment_of_referral")]

    def __str__(self) -> str:
        return f"{self.noun}.{self.field}"

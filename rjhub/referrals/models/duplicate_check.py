"""The duplicate check: whether the hub has the same incident already, and who decided that."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rjhub.partnership.models import Staff
from rjhub.referrals.models.referral import Referral
from rjhub.referrals.vocabulary import Sameness
from rjhub.sharing.models import Protected, WithinPartnership


class DuplicateCheck(Protected):
    """A hub's decision about one referral. Only hubs are granted it; the newest one counts."""

    referral = WithinPartnership(Referral, related_name="checks")
    candidates = ArrayField(models.UUIDField(), default=list, help_text="Referrals that were looked at")
    decision = models.CharField(max_length=9, choices=Sameness.choices)
    joined_to = WithinPartnership(Referral, null=True, blank=True, related_name="joined")
    note = models.CharField(max_length=800, blank=True)
    decided_by = WithinPartnership(Staff, related_name="+")
    decided_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision=Sameness.SAME, joined_to__isnull=False)
                | (~Q(decision=Sameness.SAME) & Q(joined_to=None)),
                name="the_same_joins_something",
            ),
            models.UniqueConstraint(
                fields=["partnership", "referral"], condition=Q(superseded_at=None), name="one_check_counts"
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "joined_to"],
                condition=Q(joined_to__isnull=False),
                name="check_joined_to",
            )
        ]

    def __str__(self) -> str:
        return self.get_decision_display()

"""A coordinator proposes to join two records that differ in what one person has only once; another one confirms."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rjhub.matching.models.pair import Pair
from rjhub.matching.vocabulary import Answer, Differing
from rjhub.partnership.models import Staff
from rjhub.sharing.models import Protected, WithinPartnership


class Proposal(Protected):
    """It joins nothing by itself: the database wants a second coordinator's answer before the link can stand."""

    pair = WithinPartnership(Pair, related_name="proposals")
    differing = ArrayField(models.CharField(max_length=13, choices=Differing.choices))
    why = models.CharField("reason", max_length=400)
    asked_by = WithinPartnership(Staff, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answer_why = models.CharField("reason", max_length=400, blank=True)
    answered_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer="")),
                name="a_proposal_is_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", Answer.TAKEN_BACK]) | ~Q(answered_by=F("asked_by")),
                name="somebody_else_answers_a_proposal",
            ),
            models.UniqueConstraint(
                fields=["partnership", "pair"], condition=Q(answer=""), name="one_proposal_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.get_answer_display() or "waits for a second coordinator"

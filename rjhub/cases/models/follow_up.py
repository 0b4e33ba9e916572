"""Follow-ups: asking each person how they are since, and for feedback."""

from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import Case, Party
from rjhub.partnership.models import Staff
from rjhub.sharing.models import Protected, WithinPartnership


class FollowUp(Protected):
    """A follow-up with one person, due on a day that the pathway sets."""

    case = WithinPartnership(Case, related_name="follow_ups")
    party = WithinPartnership(Party, related_name="follow_ups")
    key = models.CharField(
        max_length=40, help_text="The follow-up's key in the pathway; empty for an extra one"
    )
    ask = models.CharField(max_length=600, blank=True, help_text="What is to be asked")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    how_they_are = models.TextField(blank=True)
    worries = models.TextField(blank=True)
    feedback_offered = models.BooleanField(null=True, help_text="Empty: it is to be offered another time")
    no_feedback_because = models.CharField(max_length=400, blank=True)
    not_done_because = models.CharField(max_length=400, blank=True)
    submission_key = models.UUIDField(null=True, editable=False, help_text="One form makes one of these")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "submission_key"], name="a_follow_up_once"),
            models.UniqueConstraint(
                fields=["partnership", "party", "key"],
                condition=Q(done_on=None, not_done_because="") & ~Q(key=""),
                name="one_open_follow_up_of_a_kind",
            ),
            models.CheckConstraint(
                condition=(~Q(feedback_offered=False) & Q(no_feedback_because=""))
                | (Q(feedback_offered=False) & ~Q(no_feedback_because="")),
                name="no_feedback_says_why",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None) | Q(done_on__isnull=False, done_by__isnull=False),
                name="a_follow_up_says_who_did_it",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "case"], name="follow_up_of_case")]

    def __str__(self) -> str:
        return f"follow-up due {self.due_on}"

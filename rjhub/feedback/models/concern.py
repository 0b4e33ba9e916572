"""Something that a supervisor reads: an answer that tells of distress or harm, or words that somebody wrote."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rjhub.feedback.models.survey import Survey
from rjhub.partnership.models import Principal, Staff
from rjhub.sharing.models import Protected, WithinPartnership


class Concern(Protected):
    """That a supervisor reads what somebody answered, by when, and what came of it."""

    survey = WithinPartnership(Survey, related_name="concerns")
    holder = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    hub_reader = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    kept_from = ArrayField(models.IntegerField(), default=list)
    named = models.BooleanField(default=False)
    questions = ArrayField(
        models.CharField(max_length=40), default=list, help_text="What alerts; empty for words alone"
    )
    raised_at = models.DateTimeField()
    due_on = models.DateField()
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    done = models.TextField(blank=True, help_text="What was done about it")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "survey"], name="a_concern_once"),
            models.CheckConstraint(
                condition=Q(read_at=None, read_by=None, done="")
                | (Q(read_at__isnull=False, read_by__isnull=False) & ~Q(done="")),
                name="a_concern_that_was_read_says_what_was_done",
            ),
        ]

    def __str__(self) -> str:
        return f"concern of {self.survey_id}"

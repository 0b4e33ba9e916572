"""What somebody answers to one question."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rjhub.feedback.models.survey import Survey
from rjhub.partnership.models import Principal
from rjhub.sharing.models import Protected, WithinPartnership


class Answer(Protected):
    """One answer. The database shows it to the supervisor who holds it, and to the hub only where that was agreed.

    It shows it to nobody who facilitated the case. The program writes it, whoever typed it.
    """

    survey = WithinPartnership(Survey, related_name="answers")
    holder = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    hub_reader = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    kept_from = ArrayField(models.IntegerField(), default=list)
    named = models.BooleanField(default=False)
    question = models.CharField(max_length=40)
    value = models.CharField(max_length=40, blank=True, help_text="What was chosen")
    words = models.TextField(blank=True)
    link_id = models.UUIDField(null=True, blank=True, help_text="The link by which it was given")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "survey", "question"], name="an_answer_once"),
        ]

    def __str__(self) -> str:
        return f"answer to {self.question}"

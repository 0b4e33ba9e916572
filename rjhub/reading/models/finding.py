"""What was pointed out in the reading of a member of staff, and what an information officer made of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Agency, Partnership, Staff
from rjhub.reading.vocabulary import Decision, Pattern


class Finding(models.Model):
    """One pattern in what one member of staff read on one day. Only the keeper writes it, from the log.

    It names files and holds numbers. Nothing of what was read stands in it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, db_index=False, related_name="+")
    pattern = models.CharField(max_length=8, choices=Pattern.choices)
    day = models.DateField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    files = ArrayField(models.UUIDField(), default=list)
    figures = models.JSONField(default=dict, help_text="Numbers by which it stood out")
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "staff", "pattern", "day"], name="a_pattern_once_a_day"
            )
        ]
        indexes = [models.Index(fields=["agency", "-day", "id"], name="findings_of_agency")]

    def __str__(self) -> str:
        return f"{self.get_pattern_display()}, {self.day}"


class Outcome(models.Model):
    """What an information officer recorded about a finding. It stays as it is; a later one stands beside it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="outcomes")
    submission_key = models.UUIDField(unique=True)
    decision = models.CharField(max_length=11, choices=Decision.choices)
    reason = models.TextField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, db_index=False, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="an_outcome_has_a_reason")]

    def __str__(self) -> str:
        return self.get_decision_display()

"""A return that was submitted, and its figures, which stay as they were."""

from django.db import models

from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership, Staff
from rjhub.reporting.vocabulary import Period


class Submission(models.Model):
    """A return for a period, submitted by somebody at a moment. The same may be submitted again, with a new number."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    key = models.CharField(max_length=40, help_text="Which return")
    title = models.CharField(max_length=120)
    for_whom = models.CharField(max_length=160)
    since = models.DateField()
    before = models.DateField(help_text="The first day after it")
    number = models.PositiveSmallIntegerField(
        help_text="How often this period was submitted, this time included"
    )
    missing = models.JSONField(default=list, help_text="What the return says of what is not counted")
    submitted_at = models.DateTimeField(help_text="The database says when")
    counted_until = models.DateTimeField(
        null=True,
        help_text="What was recorded until then is in it; empty where it was counted as it was submitted",
    )
    submitted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, db_index=False, related_name="+")
    submission_key = models.UUIDField(help_text="One form makes one of these")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "key", "since", "before", "number"], name="a_return_has_numbers"
            ),
            models.UniqueConstraint(
                fields=["partnership", "submission_key"], name="a_return_is_submitted_once"
            ),
            models.CheckConstraint(
                condition=models.Q(before__gt=models.F("since")), name="a_return_is_for_a_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def period(self) -> Period:
        """For which it is."""
        return Period(self.since, self.before)


class FrozenFigure(models.Model):
    """One number of a return: of which indicator and version, of which part, and of how many it is a share."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="figures")
    place = models.PositiveSmallIntegerField(help_text="In the order of the return")
    indicator = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=16, help_text="Of the rule by which it was counted")
    split = models.CharField(max_length=20, blank=True)
    part = models.CharField(max_length=40, blank=True)
    part_name = models.CharField(max_length=120, blank=True, help_text="What the part was called")
    many = models.PositiveIntegerField()
    middle = models.FloatField(null=True, help_text="Of days, the median")
    whole = models.PositiveIntegerField(null=True, help_text="Of how many it is a share")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "place"], name="a_figure_has_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.part}: {self.many}"

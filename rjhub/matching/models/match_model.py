"""Models of matching: what each level of each comparison weighs, kept for ever because decisions were made by them."""

from django.db import models

from rjhub.partnership.models import Partnership, Staff


class MatchModel(models.Model):
    """A version of a partnership's model. Without one it goes by the model that comes with the program."""

    id = models.AutoField(primary_key=True)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    number = models.PositiveIntegerField()
    content = models.BinaryField(help_text="The model as JSON, compressed: weights, thresholds and trees")
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="match_model_number_once")
        ]

    def __str__(self) -> str:
        return f"model {self.number}"


class ModelInForce(models.Model):
    """Since when a partnership goes by a model, and who decided it; no model is the one that comes with the program."""

    id = models.AutoField(primary_key=True)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    model = models.ForeignKey(MatchModel, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )

    class Meta:
        verbose_name_plural = "models in force"
        indexes = [models.Index(fields=["partnership", "-since", "-id"], name="match_model_in_force")]

    def __str__(self) -> str:
        return f"since {self.since:%d %B %Y}"

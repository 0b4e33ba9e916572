"""How far the nightly check of changed records has come."""

from django.db import models

from rjhub.partnership.models import Partnership


class NightlyCheck(models.Model):
    """One run over the records of a partnership that changed since the run before. It only proposes."""

    id = models.AutoField(primary_key=True)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    upto = models.BigIntegerField(help_text="The newest key that it knows of")
    looked_at = models.PositiveIntegerField(default=0)
    proposed = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["partnership", "-id"], name="nightly_check_newest")]

    def __str__(self) -> str:
        return f"check of {self.began_at:%d %B %Y}"

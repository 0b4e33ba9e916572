"""A version of a partnership's pathway: the file as written, kept for ever because cases keep theirs."""

from django.db import models
from django.db.models.functions import Now

from rjhub.partnership.models.partnership import Partnership
from rjhub.partnership.models.staff import Staff


class PathwayVersion(models.Model):
    """The text of a pathway file that passed every check, and when it came into force."""

    id = models.AutoField(primary_key=True)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="pathways")
    code = models.SlugField()
    number = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "code", "number"], name="pathway_number_once"),
            models.UniqueConstraint(fields=["partnership", "id"], name="pathway_in_partnership"),
        ]

    def __str__(self) -> str:
        return f"{self.code} version {self.number}"

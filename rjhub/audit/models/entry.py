"""What was done: one row for each change, written in the transaction of the change itself."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    """Somebody did something to something. `tag` is room:noun:verb; `changed` names fields, never their values."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    partnership_id = models.SmallIntegerField()
    tag = models.CharField(max_length=80)
    staff_id = models.UUIDField(null=True, help_text="Empty when the program or a member of the public acted")
    agency_id = models.UUIDField(null=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    file_id = models.UUIDField(null=True)
    changed = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        indexes = [models.Index(fields=["partnership_id", "file_id", "-at"], name="entry_by_file")]

    def __str__(self) -> str:
        return f"{self.tag} {self.subject_id}"

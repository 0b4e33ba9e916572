"""What was looked at: one row for each page, list, search or file that showed confidential rows."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Consultation(models.Model):
    """Somebody read confidential rows (Data Protection Act 2018, section 62). Committed before the answer leaves."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    partnership_id = models.SmallIntegerField()
    staff_id = models.UUIDField(null=True)
    agency_id = models.UUIDField(null=True)
    door = models.CharField(max_length=120, help_text="The page, command or job through which it was read")
    purpose = models.CharField(max_length=80)
    files = ArrayField(models.UUIDField(), default=list)
    sides = ArrayField(models.CharField(max_length=11), default=list)
    categories = ArrayField(models.CharField(max_length=10), default=list)
    tables = ArrayField(models.CharField(max_length=63), default=list)

    class Meta:
        indexes = [models.Index(fields=["partnership_id", "staff_id", "-at"], name="consultation_by_staff")]

    def __str__(self) -> str:
        return f"{self.door} by {self.staff_id}"

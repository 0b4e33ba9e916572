"""How far somebody is trained as a facilitator, with dates."""

from django.db import models

from rjhub.kernel.ids import new_id
from rjhub.partnership.models.staff import Staff
from rjhub.partnership.vocabulary import Level, TrainingKind


class PractitionerLevel(models.Model):
    """A registration level of a facilitator, from a day until it lapses."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="levels")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    evidence = models.CharField(
        max_length=120, blank=True, help_text="The registration, or where the certificate is kept"
    )

    def __str__(self) -> str:
        return self.get_level_display()


class Training(models.Model):
    """A course that somebody completed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="trainings")
    kind = models.CharField(max_length=16, choices=TrainingKind.choices, default=TrainingKind.OTHER)
    course = models.CharField(max_length=120)
    completed_on = models.DateField()
    lapses_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.course

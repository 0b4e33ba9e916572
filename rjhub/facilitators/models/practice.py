"""How somebody facilitates: for which hubs, with whose support, how much, and what they themselves can and want."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rjhub.facilitators.vocabulary import Communication
from rjhub.partnership.models import Partnership, Staff

MOST_CASES = 99


class Practice(models.Model):
    """What a facilitator's own agency says: they answer to it, whatever hub they work for."""

    staff = models.OneToOneField(Staff, primary_key=True, on_delete=models.CASCADE, related_name="practice")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    hubs = ArrayField(
        models.UUIDField(), default=list, help_text="The hubs that they work for; empty for every hub"
    )
    supervisor = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.SET_NULL, related_name="supervises"
    )
    most_cases = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="At most so many cases at once"
    )
    on_trial_until = models.DateField(
        null=True, blank=True, help_text="The last day of a paid post's probation period"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(supervisor=F("staff")), name="nobody_supervises_themselves"),
            models.CheckConstraint(
                condition=Q(most_cases=None) | Q(most_cases__lte=MOST_CASES), name="so_many_cases_at_once"
            ),
        ]

    def __str__(self) -> str:
        return f"how {self.staff_id} works"


class Reach(models.Model):
    """What a facilitator says themselves: languages, ways to communicate, where they can go, and how much they want."""

    staff = models.OneToOneField(Staff, primary_key=True, on_delete=models.CASCADE, related_name="reach")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    languages = ArrayField(models.CharField(max_length=3), default=list, help_text="ISO 639, besides English")
    communication = ArrayField(models.CharField(max_length=16, choices=Communication.choices), default=list)
    home_district = models.CharField(
        max_length=4, blank=True, help_text="The first part of their home's postcode, and never the rest"
    )
    miles = models.PositiveSmallIntegerField(null=True, blank=True, help_text="How far they travel one way")
    venues = ArrayField(
        models.CharField(max_length=120), default=list, help_text="Places for meetings that they can reach"
    )
    wished_cases = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "reaches"
        constraints = [
            models.CheckConstraint(
                condition=Q(wished_cases=None) | Q(wished_cases__lte=MOST_CASES), name="so_many_cases_wished"
            ),
        ]

    def __str__(self) -> str:
        return f"what {self.staff_id} can reach"

"""When an agency works, so that reading at other times can be pointed out."""

from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rjhub.partnership.models import Agency

OPENS, CLOSES, WEEKDAYS = time(7), time(19), (1, 2, 3, 4, 5)


class Hours(models.Model):
    """An agency's working hours and days. Bank holidays are no working days; without a row, Monday to Friday 7 to 7."""

    agency = models.OneToOneField(Agency, primary_key=True, on_delete=models.CASCADE, related_name="+")
    opens = models.TimeField(default=OPENS)
    closes = models.TimeField(default=CLOSES)
    weekdays = ArrayField(models.SmallIntegerField(), help_text="1 is Monday")
    bank_holidays = models.BooleanField(default=False, help_text="Whether the agency works on them")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="hours_in_order"),
            models.CheckConstraint(condition=~Q(weekdays=[]), name="an_agency_works_on_some_day"),
        ]

    def __str__(self) -> str:
        return f"{self.opens:%H:%M} to {self.closes:%H:%M}"

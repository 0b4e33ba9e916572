"""When somebody can facilitate, as they say: the half-days of their week, leave, and when their calendar is taken."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership, Staff


class Week(models.Model):
    """The half-days of a week on which somebody is usually free, like mon-am."""

    staff = models.OneToOneField(Staff, primary_key=True, on_delete=models.CASCADE, related_name="week")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    slots = ArrayField(models.CharField(max_length=7), default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(slots__len__lte=21), name="a_week_has_so_many_half_days"),
        ]

    def __str__(self) -> str:
        return f"the week of {self.staff_id}"


class Leave(models.Model):
    """Days on which somebody is away. Why, nobody asks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="leaves")
    since = models.DateField()
    until = models.DateField(help_text="The last day")
    submission_key = models.UUIDField(unique=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="leave_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.since} to {self.until}"


class Diary(models.Model):
    """What was read out of somebody's calendar: from when to when they are busy. No title, no place, no people."""

    staff = models.OneToOneField(Staff, primary_key=True, on_delete=models.CASCADE, related_name="diary")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    begins = ArrayField(models.DateTimeField(), default=list)
    ends = ArrayField(models.DateTimeField(), default=list, help_text="When each is over, in the same order")
    read_at = models.DateTimeField()
    until = models.DateField(help_text="As far as it was read")

    class Meta:
        verbose_name_plural = "diaries"
        constraints = [
            models.CheckConstraint(
                condition=Q(begins__len=F("ends__len"), begins__len__lte=3000),
                name="what_begins_in_a_diary_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"calendar of {self.staff_id} until {self.until}"

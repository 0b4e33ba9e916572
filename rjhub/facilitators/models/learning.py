"""Hours of learning (CPD), as whoever learnt notes them and their supervisor approves them."""

from django.db import models
from django.db.models import Q

from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership, Staff

LONGEST_MINUTES = 24 * 60


class Learning(models.Model):
    """What somebody did on a day to learn, and for how long. Approved once; until then they can take it back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="learnings")
    learnt_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=160)
    submission_key = models.UUIDField(unique=True)
    noted_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )

    class Meta:
        verbose_name_plural = "learnings"
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0, minutes__lte=LONGEST_MINUTES), name="learning_takes_time"
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False, taken_back_at=None),
                name="approved_learning_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}, {self.minutes} minutes"

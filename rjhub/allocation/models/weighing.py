"""How much each aim of a plan weighs in a partnership, with its history: a new row stands beside the old."""

from django.db import models
from django.db.models import Q

from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership, Staff

MOST_POINTS = 1_000


class Weighing(models.Model):
    """Points for each aim, since a moment. The newest counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    unallocated = models.PositiveSmallIntegerField()
    travel = models.PositiveSmallIntegerField()
    balance = models.PositiveSmallIntegerField()
    idle = models.PositiveSmallIntegerField()
    continuity = models.PositiveSmallIntegerField()
    lead_agency = models.PositiveSmallIntegerField()
    both_novices = models.PositiveSmallIntegerField()
    inexperienced = models.PositiveSmallIntegerField()
    mentoring = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(Staff, on_delete=models.PROTECT, db_index=False, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unallocated__gt=0, unallocated__lte=MOST_POINTS), name="leaving_a_case_weighs"
            ),
        ]

    def __str__(self) -> str:
        return f"weights since {self.set_at:%d %b %Y}"

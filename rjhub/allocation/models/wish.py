"""What a coordinator asks of their plans for one case: somebody who has to be on it, or must not be."""

from django.db import models
from django.db.models import Q

from rjhub.allocation.vocabulary import WishKind
from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership, Staff


class Wish(models.Model):
    """It counts until it is taken back, or the case is allocated."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    asked_by = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    case_id = models.UUIDField()
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, db_index=False, related_name="+")
    kind = models.CharField(max_length=4, choices=WishKind.choices)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "case_id", "staff"], condition=Q(ended_at=None), name="one_wish_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.staff_id}"

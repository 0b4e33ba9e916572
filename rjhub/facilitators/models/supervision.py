"""Supervision of practice: that it took place, and what the supervisor noted, which nobody else reads."""

from django.db import models
from django.db.models import F, Q

from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership, Staff


class Supervision(models.Model):
    """A session with one's supervisor. That it took place is known to whoever sees the entry."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="supervisions")
    supervisor = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    submission_key = models.UUIDField(unique=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(supervisor=F("staff")), name="nobody_holds_their_own_supervision"
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="supervision_takes_time"),
        ]

    def __str__(self) -> str:
        return f"supervision of {self.staff_id} on {self.held_on}"


class SupervisionNote(models.Model):
    """What a supervisor noted. The database shows it to them, and to nobody else: no manager, no administrator."""

    supervision = models.OneToOneField(
        Supervision, primary_key=True, on_delete=models.CASCADE, related_name="note"
    )
    supervisor = models.ForeignKey(Staff, on_delete=models.PROTECT, db_index=False, related_name="+")
    words = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_note_says_something")]

    def __str__(self) -> str:
        return f"note of {self.supervision_id}"

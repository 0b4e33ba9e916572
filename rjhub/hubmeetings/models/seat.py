"""Who is invited to a meeting, and who is in the room from when until when."""

from django.db import models
from django.db.models import F, Q

from rjhub.hubmeetings.models.meeting import HubMeeting
from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Agency, Partnership, Staff


class Seat(models.Model):
    """Somebody who is invited, for the agency at which they worked then."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    meeting = models.ForeignKey(HubMeeting, on_delete=models.CASCADE, related_name="seats")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False, related_name="+")
    invited_by = models.ForeignKey(Staff, on_delete=models.PROTECT, db_index=False, related_name="+")
    invited_at = models.DateTimeField()
    apologies_at = models.DateTimeField(null=True, blank=True)
    taken_away_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "staff"], name="somebody_is_invited_once"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} at {self.meeting_id}"


class Presence(models.Model):
    """Somebody in the room. Who comes back has another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    meeting = models.ForeignKey(HubMeeting, on_delete=models.CASCADE, related_name="presences")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="presences")
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(left_at=None), name="somebody_is_in_the_room_once"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("came_at")), name="nobody_leaves_before_coming"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} since {self.came_at}"

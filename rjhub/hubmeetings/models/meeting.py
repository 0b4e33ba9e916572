"""A meeting of a hub, and that something about it changed."""

from django.db import models
from django.db.models import Q

from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Hub, Partnership, Staff


class HubMeeting(models.Model):
    """When and where a hub meets. It says nothing of any case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    begins_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=400, blank=True)
    submission_key = models.UUIDField(unique=True)
    arranged_by = models.ForeignKey(Staff, on_delete=models.PROTECT, db_index=False, related_name="+")
    arranged_at = models.DateTimeField()
    others_since = models.DateTimeField(
        null=True, blank=True, help_text="Since when somebody is in the room who is not on the list"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    called_off_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True, help_text="When its minutes were agreed")
    agreed_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    agreed_in = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "id"], name="hub_meeting_in_partnership"),
            models.CheckConstraint(condition=~Q(place="") | ~Q(link=""), name="a_hub_meeting_is_somewhere"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="an_ended_hub_meeting_says_who_ended_it",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_by=None, agreed_in=None)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False, agreed_in__isnull=False),
                name="agreed_minutes_say_when_who_and_where",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "hub", "-begins_at"], name="hub_meeting_by_hub")]

    def __str__(self) -> str:
        return f"meeting of {self.hub_id} on {self.begins_at:%Y-%m-%d}"


class Change(models.Model):
    """Something about a meeting changed: not what. Their number is the version that browsers ask for.

    Rows are only added, by the database itself, and counted. A counter would make everybody wait for whoever changes
    something else, and a sequence would tell of what is not committed yet.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    meeting = models.ForeignKey(HubMeeting, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"something changed about {self.meeting_id}"

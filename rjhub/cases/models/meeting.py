"""Meetings of every type, and who comes."""

from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import Case, Party
from rjhub.cases.vocabulary import AttendeeRole, MeetingStatus
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.vocabulary import InterventionType
from rjhub.sharing.models import Protected, WithinPartnership


class Meeting(Protected):
    """A meeting. The database refuses to book or move one while a gate that cannot be switched off is shut.

    Whatever shuts a gate cancels a meeting that is still to come, so one whose time has come may be written down.
    """

    case = WithinPartnership(Case, related_name="meetings")
    kind = models.CharField(max_length=10, choices=[(one.value, one.label) for one in InterventionType])
    status = models.CharField(max_length=9, choices=MeetingStatus.choices, default=MeetingStatus.PLANNED)
    starts_at = models.DateTimeField()
    venue = models.CharField(max_length=600, help_text="As long as a pathway may name one")
    venue_details = models.TextField(blank=True)
    venue_risk = models.TextField(
        help_text="Ways in and out, waiting rooms, who else is there, what could go wrong"
    )
    venue_assessed_by = WithinPartnership(Staff, related_name="+")
    venue_assessed_on = models.DateField()
    arrival_plan = models.TextField(help_text="How the two sides arrive and leave apart")
    booked_at = models.DateTimeField()
    booked_by = WithinPartnership(Staff, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    apology_given = models.BooleanField(null=True)
    questions_answered = models.BooleanField(null=True)
    incident = models.TextField(blank=True, help_text="Anything that went wrong")
    debriefs = models.TextField(blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    submission_key = models.UUIDField(null=True, editable=False, help_text="One form makes one of these")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "case"],
                condition=Q(status=MeetingStatus.PLANNED),
                name="one_planned_meeting",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[MeetingStatus.HELD, MeetingStatus.STOPPED])
                | Q(started_at__isnull=False, ended_at__isnull=False),
                name="a_held_meeting_has_times",
            ),
            models.CheckConstraint(
                condition=~Q(status=MeetingStatus.CANCELLED)
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_because="")),
                name="a_cancelled_meeting_says_why",
            ),
            models.UniqueConstraint(fields=["partnership", "submission_key"], name="a_meeting_once"),
            models.CheckConstraint(condition=~Q(venue_risk=""), name="a_venue_is_looked_at_for_risk"),
        ]
        indexes = [
            models.Index(fields=["partnership", "case"], name="meeting_of_case"),
            models.Index(fields=["partnership", "status", "starts_at"], name="meetings_to_come"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.starts_at:%d %b %Y}"


class Attendance(Protected):
    """Somebody who is to come, or came, to a meeting."""

    meeting = WithinPartnership(Meeting, related_name="attendances")
    role = models.CharField(max_length=21, choices=AttendeeRole.choices)
    party = WithinPartnership(Party, null=True, blank=True, related_name="+")
    staff = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True, help_text="Of a supporter or somebody else")
    prepared_on = models.DateField(null=True, blank=True)
    came = models.BooleanField(null=True, help_text="Empty until the meeting was held")
    notes = models.CharField(max_length=400, blank=True)
    taken_off_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was decided that they do not come after all"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(party__isnull=False) | Q(staff__isnull=False) | ~Q(name=""),
                name="somebody_comes_to_a_meeting",
            )
        ]
        indexes = [models.Index(fields=["partnership", "meeting"], name="attendance_of_meeting")]

    def __str__(self) -> str:
        return self.get_role_display()

"""The contact log: each time that somebody was, or could not be, reached."""

from django.db import models

from rjhub.cases.models.case import Case, Party
from rjhub.cases.vocabulary import Direction
from rjhub.partnership.models import Staff
from rjhub.people.vocabulary import Channel
from rjhub.sharing.models import Protected, WithinPartnership


class ContactLogEntry(Protected):
    """A contact with one person. The database refuses an outgoing one to somebody who said no to any agency."""

    case = WithinPartnership(Case, related_name="contacts")
    party = WithinPartnership(Party, related_name="contacts")
    direction = models.CharField(max_length=8, choices=Direction.choices)
    channel = models.CharField(max_length=9, choices=Channel.choices)
    happened_at = models.DateTimeField()
    reached = models.BooleanField()
    safe = models.BooleanField(help_text="It was safe for them to talk")
    left_message = models.BooleanField(default=False)
    message_left = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    mood = models.TextField(blank=True, help_text="How they seemed, and worries")
    next_step = models.CharField(max_length=200, blank=True)
    made_by = WithinPartnership(Staff, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "contact log entries"
        indexes = [models.Index(fields=["partnership", "case", "-happened_at"], name="contact_of_case")]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} on {self.happened_at:%d %b %Y}"

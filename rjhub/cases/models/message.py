"""Shuttle messages: what one side says to the other through a facilitator."""

from django.db import models
from django.db.models import F, Q

from rjhub.cases.models.case import Case, Party
from rjhub.cases.models.document import Document
from rjhub.cases.vocabulary import Medium, MessageStatus
from rjhub.partnership.models import Staff
from rjhub.sharing.models import Protected, WithinPartnership


class Message(Protected):
    """A message from one person to another. Somebody other than who took it down reads it before it is passed on."""

    case = WithinPartnership(Case, related_name="messages")
    from_party = WithinPartnership(Party, related_name="messages_from")
    to_party = WithinPartnership(Party, related_name="messages_to")
    answers = WithinPartnership("self", null=True, blank=True, related_name="replies")
    instead_of = WithinPartnership("self", null=True, blank=True, related_name="written_again")
    medium = models.CharField(max_length=6, choices=Medium.choices)
    words = models.TextField(blank=True)
    document = WithinPartnership(Document, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=9, choices=MessageStatus.choices, default=MessageStatus.WRITTEN)
    taken_at = models.DateTimeField()
    taken_by = WithinPartnership(Staff, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    review_note = models.TextField(blank=True)
    passed_on_at = models.DateTimeField(null=True, blank=True)
    passed_on_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    response = models.TextField(blank=True, help_text="How it was received")
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="When its sender took it back")
    submission_key = models.UUIDField(null=True, editable=False, help_text="One form makes one of these")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("taken_by")),
                name="a_second_person_reviews_a_message",
            ),
            models.CheckConstraint(
                condition=~Q(status=MessageStatus.PASSED_ON)
                | Q(reviewed_at__isnull=False, passed_on_at__isnull=False, passed_on_by__isnull=False),
                name="a_message_is_reviewed_before_it_is_passed_on",
            ),
            models.UniqueConstraint(fields=["partnership", "submission_key"], name="a_message_once"),
            models.CheckConstraint(
                condition=Q(status=MessageStatus.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(status=MessageStatus.WITHDRAWN) & Q(withdrawn_at=None)),
                name="a_message_taken_back_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(words="") | Q(document__isnull=False), name="a_message_says_something"
            ),
            models.CheckConstraint(
                condition=~Q(from_party=F("to_party")), name="a_message_goes_to_somebody_else"
            ),
        ]
        indexes = [models.Index(fields=["partnership", "case"], name="message_of_case")]

    def __str__(self) -> str:
        return f"{self.get_medium_display()} {self.get_status_display()}"

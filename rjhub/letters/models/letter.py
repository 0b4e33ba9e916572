"""Something written to one person in fixed words: on paper, as an e-mail, or as a text message."""

from django.db import models
from django.db.models import Q

from rjhub.letters.vocabulary import Because, Occasion, Status
from rjhub.partnership.models import Staff
from rjhub.people.models import Person
from rjhub.people.vocabulary import Channel
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Category


class Letter(Protected):
    """A row of the case's file, behind the wall as what keeps somebody safe: it tells how they are reached.

    It never holds an address. The database lets it go on only while the person may be written to in this way.
    """

    person = WithinPartnership(Person, related_name="letters")
    way = models.CharField(max_length=9, choices=Channel.choices)
    words = models.CharField(max_length=12, choices=Occasion.choices)
    version = models.PositiveSmallIntegerField()
    appointment_at = models.DateTimeField(null=True, blank=True)
    ring = models.CharField(max_length=20, help_text="The number on which they can ring")
    signed_by = models.CharField(max_length=80, help_text="The first name of whoever wrote it")
    written_at = models.DateTimeField()
    written_by = WithinPartnership(Staff, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WRITTEN)
    because = models.CharField(max_length=14, choices=Because.choices, blank=True)
    send_from = models.DateTimeField(null=True, blank=True)
    send_until = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = WithinPartnership(Staff, null=True, related_name="+")
    submission_key = models.UUIDField(null=True, editable=False, help_text="One form makes one of these")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(category=Category.SAFETY), name="letter_is_safety"),
            models.CheckConstraint(
                condition=Q(way__in=[Channel.LETTER, Channel.EMAIL, Channel.TEXT]),
                name="letter_goes_by_a_way_of_writing",
            ),
            models.CheckConstraint(
                condition=(Q(status=Status.STOPPED) & ~Q(because=""))
                | (~Q(status=Status.STOPPED) & Q(because="")),
                name="a_stopped_letter_says_why",
            ),
            models.UniqueConstraint(fields=["partnership", "submission_key"], name="a_letter_once"),
        ]
        indexes = [
            models.Index(fields=["partnership", "person", "-written_at"], name="letter_to_person"),
            models.Index(
                fields=["partnership", "send_until"],
                condition=Q(status__in=[Status.WRITTEN, Status.TO_SEND, Status.PRINTED]),
                name="letters_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.get_words_display()}"

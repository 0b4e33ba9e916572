"""A line of the offer ledger: one thing that somebody was asked, or said."""

from django.db import models
from django.db.models import Q

from rjhub.offers.vocabulary import RaisedBy, Said, Source
from rjhub.partnership.models import Agency, Staff
from rjhub.people.models import Person, Stop
from rjhub.people.vocabulary import Channel
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Category


class Entry(Protected):
    """What one person was asked or said about restorative justice, on a day, by which agency, in which way.

    It is of the person's own file, behind the wall as what keeps somebody safe: whether somebody takes part tells much.
    Only the keeper's functions write it, so that whoever asked or was told can always have it written.
    """

    person = WithinPartnership(Person, related_name="offers")
    said = models.CharField(max_length=12, choices=Said.choices)
    what = models.CharField(
        max_length=80, blank=True, help_text="To what they agreed: a label, never a narrative"
    )
    happened_on = models.DateField()
    channel = models.CharField(max_length=9, choices=Channel.choices, blank=True)
    raised_by = models.CharField(max_length=8, choices=RaisedBy.choices, blank=True)
    agency = WithinPartnership(Agency, null=True, related_name="+")
    case_reference = models.CharField(max_length=20, blank=True, help_text="Of the referral and its case")
    crime_reference = models.CharField(max_length=40, blank=True)
    ask_again_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=8, choices=Source.choices)
    subject_id = models.UUIDField(null=True, blank=True, help_text="The row from which it comes")
    stop = WithinPartnership(Stop, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = WithinPartnership(Staff, null=True, related_name="+")
    taken_up_at = models.DateTimeField(null=True, blank=True, help_text="When a hub came back to it")
    taken_up_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(condition=Q(category=Category.SAFETY), name="offer_is_safety"),
            models.CheckConstraint(
                condition=Q(ask_again_on=None)
                | Q(said__in=[Said.INTERESTED, Said.NOT_NOW, Said.ASKED_FOR_IT]),
                name="only_interest_is_asked_again",
            ),
            models.CheckConstraint(
                condition=Q(taken_up_at=None, taken_up_by=None)
                | Q(taken_up_at__isnull=False, taken_up_by__isnull=False),
                name="interest_is_taken_up_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["partnership", "subject_id", "person", "said"],
                condition=Q(subject_id__isnull=False),
                name="an_offer_is_noted_once",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "person", "-happened_on", "-id"], name="offer_of_person"),
            models.Index(
                fields=["partnership", "ask_again_on"],
                condition=Q(ask_again_on__isnull=False, taken_up_at=None),
                name="interest_to_come_back_to",
            ),
        ]

    def __str__(self) -> str:
        return self.get_said_display()

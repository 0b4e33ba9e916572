"""Stops: somebody said no, and no agency may approach them."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from rjhub.partnership.models import Agency, Staff
from rjhub.people.models.person import Person
from rjhub.people.vocabulary import Channel
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Category


class Stop(Protected):
    """A "no", to every agency. Empty scope fields make it the widest, which is the default.

    It is in force until its date, or until the person themself asks for contact again.
    """

    person = WithinPartnership(Person, related_name="stops")
    channel = models.CharField(
        max_length=9, choices=Channel.choices, blank=True, help_text="Empty: every channel"
    )
    said_on = models.DateField()
    said_to = WithinPartnership(Agency, null=True, related_name="+")
    until = models.DateField(null=True, blank=True, help_text="Ask again on this day; empty: never")
    recorded_by = WithinPartnership(Staff, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    asked_again_on = models.DateField(
        null=True, blank=True, help_text="When the person asked for contact again"
    )
    how_they_asked = models.CharField(
        "way in which they asked",
        max_length=400,
        blank=True,
        help_text="How the person asked for contact again",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, asked_again_on=None, how_they_asked="")
                | (
                    Q(lifted_at__isnull=False, lifted_by__isnull=False, asked_again_on__gte=F("said_on"))
                    & ~Q(how_they_asked="")
                ),
                name="a_stop_is_lifted_by_the_persons_own_wish",
            ),
            models.CheckConstraint(condition=Q(category=Category.SAFETY), name="stop_is_safety"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("said_on")), name="later_is_later_than_now"
            ),
        ]

    def __str__(self) -> str:
        return "asked not to be contacted"

    def in_force_on(self, day: date) -> bool:
        """Whether it holds on a day. On the day itself that the person named they may be asked."""
        return self.lifted_at is None and (self.until is None or day < self.until)

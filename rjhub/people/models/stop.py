"""Stops: somebody said no, and no agency may approach them."""

from django.db import models
from django.db.models import Q

from rjhub.partnership.models import Agency, Staff
from rjhub.people.models.person import Person
from rjhub.people.vocabulary import Channel
from rjhub.sharing.models import Protected, WithinPartnership


class Stop(Protected):
    """A "no", to every agency. Empty scope fields make it the widest, which is the default.

    It is in force until its date, or until the person themself asks for contact again.
    """

    person = WithinPartnership(Person, related_name="stops")
    channel = models.CharField(
        max_length=9, choices=Channel.choices, blank=True, help_text="Empty: every channel"
    )
    said_on = models.DateField()
    said_to = WithinPartnership(Agency, related_name="+")
    until = models.DateField(null=True, blank=True, help_text="Ask again on this day; empty: never")
    recorded_by = WithinPartnership(Staff, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    how_they_asked = models.CharField(
        max_length=400, blank=True, help_text="How the person asked for contact again"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, how_they_asked="")
                | (Q(lifted_at__isnull=False) & ~Q(how_they_asked="")),
                name="a_stop_is_lifted_by_the_persons_own_wish",
            )
        ]

    def __str__(self) -> str:
        return "asked not to be contacted"

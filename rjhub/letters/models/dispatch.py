"""That something left: what, to whom, why, and through whom. Never what it said or to which address."""

from django.db import models
from django.db.models import Q

from rjhub.letters.models.letter import Letter
from rjhub.letters.vocabulary import What, Why
from rjhub.partnership.models import Staff
from rjhub.people.models import Person
from rjhub.sharing.models import Protected, WithinPartnership


class Dispatch(Protected):
    """One thing that left, with exactly one recipient. Nobody changes it; the database says when."""

    what = models.CharField(max_length=12, choices=What.choices)
    letter = WithinPartnership(Letter, null=True, blank=True, related_name="dispatches")
    person = WithinPartnership(Person, null=True, blank=True, related_name="dispatches")
    staff = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    to_whom = models.CharField(max_length=200, blank=True, help_text="Where it is neither")
    why = models.CharField(max_length=7, choices=Why.choices)
    subject_id = models.UUIDField(null=True, blank=True, help_text="Of which report, meeting or message")
    left_at = models.DateTimeField()
    by = WithinPartnership(Staff, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "dispatches"
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, staff=None, to_whom="")
                | Q(person=None, staff__isnull=False, to_whom="")
                | (Q(person=None, staff=None) & ~Q(to_whom="")),
                name="a_dispatch_has_one_recipient",
            ),
            models.CheckConstraint(
                condition=Q(letter=None) | Q(what__in=[What.LETTER, What.EMAIL, What.TEXT]),
                name="a_letter_leaves_as_one",
            ),
            models.CheckConstraint(
                condition=Q(letter__isnull=False) | ~Q(what__in=[What.LETTER, What.EMAIL, What.TEXT]),
                name="nothing_else_leaves_as_a_letter",
            ),
            # A letter on paper may be printed again; what is sent leaves once.
            models.UniqueConstraint(
                fields=["partnership", "letter"],
                condition=Q(what__in=[What.EMAIL, What.TEXT]),
                name="a_letter_is_sent_once",
            ),
        ]

    def __str__(self) -> str:
        return self.get_what_display()

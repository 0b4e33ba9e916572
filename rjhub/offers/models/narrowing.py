"""What makes a no narrower than the widest: what contact would be for, and about whom."""

from django.db import models
from django.db.models import Q

from rjhub.offers.vocabulary import ContactFor
from rjhub.people.models import Person, Stop
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Category


class Narrowing(Protected):
    """A no without one is the widest. With one it is to one purpose, or about one other person ("not about him")."""

    stop = WithinPartnership(Stop, related_name="narrowings")
    purpose = models.CharField(
        max_length=7, choices=ContactFor.choices, blank=True, help_text="Empty: whatever for"
    )
    counterpart = WithinPartnership(Person, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(category=Category.SAFETY), name="narrowing_is_safety"),
            models.CheckConstraint(
                condition=~Q(purpose="") | Q(counterpart__isnull=False), name="a_narrowing_narrows"
            ),
            models.UniqueConstraint(fields=["partnership", "stop"], name="one_narrowing_of_a_no"),
        ]

    def __str__(self) -> str:
        return self.get_purpose_display() if self.purpose else "about one other person"

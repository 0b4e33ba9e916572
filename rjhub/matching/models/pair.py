"""Two records that may be of one person, and how much speaks for it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rjhub.matching.vocabulary import Because, Caution, State
from rjhub.people.models import Person
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Category, Side


class Pair(Protected):
    """A proposal of the program, never a decision. It has a file of its own, which only coordinators are granted.

    Levels and weights stand in the order of `Compared`; an empty level means that it is not on both records.
    """

    first = WithinPartnership(Person, db_index=True, related_name="+")
    second = WithinPartnership(Person, db_index=True, related_name="+")
    levels = ArrayField(models.SmallIntegerField(null=True))
    bits = ArrayField(models.FloatField())
    odds = models.FloatField(help_text="Log2 of the odds that they are one person")
    cautions = ArrayField(models.CharField(max_length=10, choices=Caution.choices), default=list)
    model_number = models.PositiveIntegerField(
        help_text="By which version; 0 is the one that comes with the program"
    )
    because = models.CharField(max_length=8, choices=Because.choices)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="a_pair_stands_in_one_order"),
            models.CheckConstraint(
                condition=Q(side=Side.NEUTRAL, category=Category.IDENTITY), name="a_pair_belongs_to_no_side"
            ),
            models.UniqueConstraint(fields=["partnership", "first", "second"], name="a_pair_once"),
        ]
        indexes = [
            models.Index(fields=["partnership", "second"], name="pair_from_the_second"),
            models.Index(
                fields=["partnership", "-odds", "id"],
                condition=Q(state__in=[State.OPEN, State.ASKED]),
                name="pairs_to_compare",
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()

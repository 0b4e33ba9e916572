"""Links: a hub's decision that two records are, or are not, the same human being."""

from django.db import models
from django.db.models import F, Q

from rjhub.partnership.models import Staff
from rjhub.people.models.person import Person
from rjhub.people.vocabulary import SamePerson
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Category, Side


class Link(Protected):
    """A decision about two records. It has a file of its own, which only coordinators are granted.

    Nothing is ever merged. A decision that turns out wrong is undone, and a new one is a new row.
    """

    first = WithinPartnership(Person, db_index=True, related_name="+")
    second = WithinPartnership(Person, db_index=True, related_name="+")
    decision = models.CharField(max_length=9, choices=SamePerson.choices)
    why = models.CharField("reason", max_length=400)
    decided_by = WithinPartnership(Staff, related_name="+")
    decided_at = models.DateTimeField()
    undone_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="a_link_joins_two_records_in_one_order"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="a_link_is_undone_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(side=Side.NEUTRAL, category=Category.IDENTITY), name="a_link_belongs_to_no_side"
            ),
            models.UniqueConstraint(
                fields=["partnership", "first", "second"],
                condition=Q(undone_at=None),
                name="one_decision_about_two",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "second"], condition=Q(undone_at=None), name="link_from_the_second"
            )
        ]

    def __str__(self) -> str:
        return self.get_decision_display()

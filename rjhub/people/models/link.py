"""Links: a hub's decision that two records are, or are not, the same human being."""

from django.db import models

from rjhub.partnership.models import Staff
from rjhub.people.models.person import Person
from rjhub.sharing.models import Protected, WithinPartnership


class Link(Protected):
    """A decision about two records. It has a file of its own, which only coordinators are granted."""

    first = WithinPartnership(Person, related_name="+")
    second = WithinPartnership(Person, related_name="+")
    same = models.BooleanField(null=True, help_text="Empty: not sure")
    decided_by = WithinPartnership(Staff, related_name="+")
    decided_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return {True: "same person", False: "different people", None: "not sure"}[self.same]

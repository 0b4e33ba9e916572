"""Milestones: things that a pathway's checks ask for and that are simply done, on a day, by somebody."""

from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import Case, Party
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.checks import Check
from rjhub.sharing.models import Protected, WithinPartnership


class Milestone(Protected):
    """Something that a check asks for was done: somebody told, a decision taken, a visit arranged."""

    case = WithinPartnership(Case, related_name="milestones")
    party = WithinPartnership(Party, null=True, blank=True, related_name="milestones")
    check_name = models.CharField(max_length=40, choices=[(check.value, check.value) for check in Check])
    done_on = models.DateField()
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = WithinPartnership(Staff, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    undone_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "case", "party", "check_name"],
                condition=Q(undone_at=None),
                nulls_distinct=False,
                name="a_milestone_once",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="a_milestone_taken_back_says_who",
            ),
        ]

    def __str__(self) -> str:
        return self.check_name

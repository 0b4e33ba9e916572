"""Allocation: which two facilitators have a case."""

from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import Case
from rjhub.cases.vocabulary import FacilitatorPart
from rjhub.partnership.models import Agency, Principal, Staff
from rjhub.sharing.models import Protected, WithinPartnership


class Allocation(Protected):
    """A facilitator is asked to take a case with another, and accepts or declines.

    Until they accept they see this row and nothing else: what happened in a few words, and the names.
    """

    case = WithinPartnership(Case, related_name="allocations")
    holder = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    case_reference = models.CharField(max_length=20)
    offence = models.CharField(max_length=200, blank=True)
    people = models.CharField(
        max_length=400, help_text="Names, so that they can say whether they know anybody"
    )
    facilitator = WithinPartnership(Staff, related_name="+")
    agency = WithinPartnership(Agency, related_name="+")
    part = models.CharField(max_length=6, choices=FacilitatorPart.choices)
    allocated_at = models.DateTimeField()
    allocated_by = WithinPartnership(Staff, related_name="+")
    override = models.TextField(blank=True, help_text="Why a rule was put aside")
    knows_nobody = models.BooleanField(null=True, help_text="Declared on accepting: knows nobody in the case")
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_because = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "case", "part"],
                condition=Q(ended_at=None, declined_at=None),
                name="one_of_each_part",
            ),
            models.UniqueConstraint(
                fields=["partnership", "case", "facilitator"],
                condition=Q(ended_at=None, declined_at=None),
                name="two_different_facilitators",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(declined_at=None, knows_nobody=True),
                name="who_accepts_knows_nobody_in_the_case",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "facilitator"], name="allocation_of_facilitator")]

    def __str__(self) -> str:
        return f"{self.get_part_display()} of {self.case_id}"

"""A case, and the people whose case it is."""

from typing import Any

from django.db import models
from django.db.models import Q

from rjhub.cases.vocabulary import PartyStatus
from rjhub.partnership.models import Agency, Hub, PathwayVersion, Staff
from rjhub.partnership.pathway.case_words import ClosingReason, Initiator
from rjhub.partnership.pathway.stages import StageKind
from rjhub.people.models import Person
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Category, Side

STAGES = [(kind.value, kind.label) for kind in StageKind]
REASONS = [(reason.value, reason.label) for reason in ClosingReason]


class Case(Protected):
    """One case. At every moment exactly one person, at exactly one agency, answers for it."""

    reference = models.CharField(max_length=20)
    hub = WithinPartnership(Hub, related_name="+")
    pathway = WithinPartnership(PathwayVersion, related_name="+")
    stage = models.CharField(max_length=26, choices=STAGES)
    stage_since = models.DateTimeField()
    referred_by = models.CharField(
        max_length=24, blank=True, help_text="Type of agency; empty for a self-referral"
    )
    initiated_by = models.CharField(max_length=11, choices=[(one.value, one.label) for one in Initiator])
    cj_stage = models.CharField(max_length=32, blank=True)
    offence_group = models.CharField(max_length=32, blank=True)
    offence = models.CharField(max_length=200, blank=True, help_text="In a few plain words, naming nobody")
    district = models.CharField(max_length=80, blank=True)
    community_remedy_chosen = models.BooleanField(default=False)
    prolific = models.BooleanField(default=False)
    probation_requirement = models.BooleanField(default=False)
    indirect_only = models.BooleanField(default=False)
    answering_staff = WithinPartnership(Staff, related_name="+")
    answering_agency = WithinPartnership(Agency, related_name="+")
    supervisor = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    duplicates_decided_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    closing_reason = models.CharField(max_length=26, blank=True, choices=REASONS)
    closing_note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "reference"], name="case_reference_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, closing_reason="")
                | (
                    Q(closed_at__isnull=False, closed_by__isnull=False, stage=StageKind.CLOSED)
                    & ~Q(closing_reason="")
                ),
                name="a_closed_case_says_when_who_and_why",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "-updated_at", "id"], name="case_newest"),
            models.Index(fields=["partnership", "stage", "-updated_at", "id"], name="case_by_stage"),
            models.Index(fields=["partnership", "hub", "-updated_at", "id"], name="case_by_hub"),
            models.Index(fields=["partnership", "answering_staff", "-updated_at"], name="case_by_answering"),
            # Most cases are closed, and most lists are of those that are not.
            models.Index(
                fields=["partnership", "-updated_at", "id"],
                condition=Q(closed_at__isnull=True),
                name="case_open_newest",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_closed(self) -> bool:
        """Whether it has ended."""
        return self.closed_at is not None

    def row(self, side: Side = Side.NEUTRAL, category: Category = Category.CASEWORK) -> dict[str, Any]:
        """What every row of this case begins with."""
        return {
            "partnership_id": self.partnership_id,
            "file_id": self.file_id,
            "side": side,
            "category": category,
            "case": self,
        }


class Party(Protected):
    """A person in a case, on one side, with the one named contact who speaks with them."""

    case = WithinPartnership(Case, related_name="parties")
    person = WithinPartnership(Person, related_name="parties")
    status = models.CharField(max_length=11, choices=PartyStatus.choices, default=PartyStatus.WAITING)
    named_contact = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    relationship = models.CharField(max_length=200, blank=True, help_text="To the other side")
    hopes = models.TextField(blank=True)
    under_18 = models.BooleanField(default=False)
    in_custody = models.BooleanField(default=False)
    ask_again_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ending_reason = models.CharField(max_length=26, blank=True, choices=REASONS)
    told_on = models.DateField(
        null=True, blank=True, help_text="When they were told that the case is closing"
    )
    # What tells them from somebody else of the case with the same name; `queries.parties_of` says it.
    told_apart_by = ""

    class Meta:
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "case", "person"], name="a_person_once_in_a_case"),
            models.CheckConstraint(condition=~Q(side=Side.NEUTRAL), name="a_party_has_a_side"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending_reason="")
                | (Q(ended_at__isnull=False) & ~Q(ending_reason="")),
                name="a_party_that_ended_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "case"], name="party_of_case"),
            models.Index(fields=["partnership", "person"], name="party_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()} in {self.case_id}"

    @property
    def name(self) -> str:
        """What the person is called, as staff read it. Papers for anybody else hold `person.name` alone."""
        return f"{self.person.name} ({self.told_apart_by})" if self.told_apart_by else self.person.name

    def row(self, category: Category = Category.CASEWORK) -> dict[str, Any]:
        """What every row about this person in the case begins with."""
        return {
            "partnership_id": self.partnership_id,
            "file_id": self.file_id,
            "side": self.side,
            "category": category,
            "case_id": self.case_id,
            "party": self,
        }

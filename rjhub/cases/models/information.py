"""Requests to agencies for what they hold, and what they answer."""

from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import Case, Party
from rjhub.cases.vocabulary import AnswerKind, RequestStatus
from rjhub.partnership.models import Agency, Principal, Staff
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Category, Side

BEYOND_THE_WALL = Q(side=Side.HARMED, category__in=[Category.CONTACT, Category.SAFETY])


class InformationRequest(Protected):
    """An agency is asked some questions about one person. Its lead contacts see this row and nothing else of the case.

    It repeats the least that they need to find the person: a name and a date of birth.
    """

    case = WithinPartnership(Case, related_name="requests")
    party = WithinPartnership(Party, related_name="requests")
    holder = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    agency = WithinPartnership(Agency, related_name="+")
    key = models.CharField(
        max_length=40, help_text="The request's key in the pathway; empty if the hub wrote its own"
    )
    case_reference = models.CharField(max_length=20)
    about_name = models.CharField(max_length=170)
    about_born_on = models.DateField(null=True, blank=True)
    why = models.TextField()
    questions = models.TextField(help_text="One on each line")
    answer_category = models.CharField(max_length=10, choices=Category.choices)
    asked_at = models.DateTimeField()
    asked_by = WithinPartnership(Staff, null=True, related_name="+")
    due_on = models.DateField()
    status = models.CharField(max_length=9, choices=RequestStatus.choices, default=RequestStatus.ASKED)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~BEYOND_THE_WALL, name="requests_stay_within_the_wall"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="an_answered_request_says_who",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "case"], name="request_of_case"),
            models.Index(fields=["partnership", "agency", "status", "due_on"], name="request_of_agency"),
        ]

    def __str__(self) -> str:
        return f"request to {self.agency_id}"


class InformationItem(Protected):
    """What an agency answered. Its side and category say who else may see it."""

    request = WithinPartnership(InformationRequest, related_name="items")
    holder = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=AnswerKind.choices)
    answer = models.TextField(blank=True)
    reason = models.TextField(blank=True, help_text="Why it cannot be shared, or whom to ask instead")
    onward_limits = models.CharField(max_length=400, blank=True)
    given_at = models.DateTimeField()
    given_by = WithinPartnership(Staff, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~BEYOND_THE_WALL, name="answers_stay_within_the_wall")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

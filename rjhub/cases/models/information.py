"""Requests to agencies for what they hold, and what they answer."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import Case, Party
from rjhub.cases.models.document import Document
from rjhub.cases.vocabulary import AnswerKind, Limit, Regime, RequestStatus
from rjhub.partnership.models import Agency, Principal, Staff
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Category, Side

BEYOND_THE_WALL = Q(side=Side.HARMED, category__in=[Category.CONTACT, Category.SAFETY])


class InformationRequest(Protected):
    """An agency is asked some questions about one person. Its lead contacts see this row and nothing else of the case.

    It repeats the least that they need to find the person: a name, a date of birth, and the numbers of their own.
    """

    case = WithinPartnership(Case, related_name="requests")
    party = WithinPartnership(Party, related_name="requests")
    holder = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    agency = WithinPartnership(Agency, related_name="+")
    outside_agency = models.CharField(
        max_length=120,
        blank=True,
        help_text="An agency elsewhere that is asked by a link; `agency` is then the hub's",
    )
    outside_name = models.CharField(max_length=120, blank=True)
    outside_email = models.EmailField(blank=True)
    key = models.CharField(
        max_length=40, help_text="The request's key in the pathway; empty if the hub wrote its own"
    )
    case_reference = models.CharField(max_length=20)
    about_name = models.CharField(max_length=170)
    about_born_on = models.DateField(null=True, blank=True)
    find_by = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        help_text="Numbers by which the agency knows them",
    )
    passed_on_from = WithinPartnership(
        "self", null=True, blank=True, related_name="passed_on_to", help_text="What another agency passed on"
    )
    why = models.TextField()
    questions = models.TextField(help_text="One on each line")
    answer_category = models.CharField(max_length=10, choices=Category.choices)
    asked_under = models.CharField(
        max_length=200, blank=True, help_text="The clause by which it may be answered: its number and title"
    )
    asked_at = models.DateTimeField()
    asked_by = WithinPartnership(Staff, null=True, related_name="+")
    due_on = models.DateField()
    status = models.CharField(max_length=9, choices=RequestStatus.choices, default=RequestStatus.ASKED)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True, help_text="To all lead contacts of the agency")
    hub_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~BEYOND_THE_WALL, name="requests_stay_within_the_wall"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False)
                | (Q(answered_at__isnull=False) & ~Q(outside_name="")),
                name="an_answered_request_says_who",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "case"], name="request_of_case"),
            models.Index(fields=["partnership", "agency", "status", "due_on"], name="request_of_agency"),
        ]

    def __str__(self) -> str:
        return f"request to {self.agency_id}"

    @property
    def asked_name(self) -> str:
        """Who is asked, in words."""
        return self.outside_agency or self.agency.short_name


class InformationItem(Protected):
    """What an agency answered. Its side and category say who else may see it; its limits narrow that."""

    request = WithinPartnership(InformationRequest, related_name="items")
    holder = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=AnswerKind.choices)
    answer = models.TextField(blank=True)
    reason = models.TextField(blank=True, help_text="Why it cannot be shared, or whom to ask instead")
    regime = models.CharField(
        max_length=7, blank=True, choices=Regime.choices, help_text="Empty where none is kept"
    )
    limits = ArrayField(models.CharField(max_length=16, choices=Limit.choices), default=list, blank=True)
    onward_limits = models.CharField(max_length=400, blank=True, help_text="Any other limit, in words")
    document = WithinPartnership(Document, null=True, blank=True, related_name="answers")
    given_at = models.DateTimeField()
    given_by = WithinPartnership(
        Staff,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty for somebody elsewhere, whom the request names",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~BEYOND_THE_WALL, name="answers_stay_within_the_wall"),
            models.CheckConstraint(
                condition=Q(document=None) | Q(kind=AnswerKind.INFORMATION),
                name="only_information_has_a_file",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def source(self) -> str:
        """Who gave it, for which agency."""
        who = self.given_by.name if self.given_by else self.request.outside_name
        return f"{who}, {self.request.asked_name}"

    @property
    def limits_in_words(self) -> tuple[str, ...]:
        """Every limit on passing it on, as each page that shows the item says it."""
        chosen = tuple(Limit(one).label for one in Limit.values if one in self.limits)
        return (*chosen, self.onward_limits) if self.onward_limits else chosen

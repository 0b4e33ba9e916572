"""What people agreed, item by item, and whether it was kept."""

from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import Case, Party
from rjhub.cases.models.document import Document
from rjhub.cases.models.meeting import Meeting
from rjhub.cases.vocabulary import ItemStatus
from rjhub.partnership.models import Staff
from rjhub.sharing.models import Protected, WithinPartnership


class Agreement(Protected):
    """What was agreed at a meeting or by messages. That nothing was wanted is an agreement too."""

    case = WithinPartnership(Case, related_name="agreements")
    meeting = WithinPartnership(Meeting, null=True, blank=True, related_name="agreements")
    nothing_wanted = models.BooleanField(default=False)
    words = models.TextField(blank=True, help_text="In the people's own words")
    made_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = WithinPartnership(Staff, related_name="+")
    submission_key = models.UUIDField(null=True, editable=False, help_text="One form makes one of these")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "submission_key"], name="an_agreement_once"),
            models.CheckConstraint(
                condition=Q(nothing_wanted=True) | ~Q(words=""), name="an_agreement_says_what_was_agreed"
            ),
        ]
        indexes = [models.Index(fields=["partnership", "case"], name="agreement_of_case")]

    def __str__(self) -> str:
        return f"agreement of {self.made_on}"


class AgreementItem(Protected):
    """One thing that one person is to do, by when, and what became of it."""

    agreement = WithinPartnership(Agreement, related_name="items")
    case = WithinPartnership(Case, related_name="agreement_items")
    party = WithinPartnership(Party, related_name="+")
    action = models.CharField(max_length=30, help_text="Code of the national list of action types")
    words = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    checked_by = WithinPartnership(Staff, related_name="+")
    status = models.CharField(max_length=8, choices=ItemStatus.choices, default=ItemStatus.OPEN)
    settled_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True)
    document = WithinPartnership(Document, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    submission_key = models.UUIDField(null=True, editable=False, help_text="One form makes one of these")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "submission_key"], name="an_agreement_item_once"),
            models.CheckConstraint(
                condition=Q(status=ItemStatus.OPEN, settled_on=None)
                | (~Q(status=ItemStatus.OPEN) & Q(settled_on__isnull=False)),
                name="a_settled_item_has_a_day",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "case"], name="agreement_item_of_case")]

    def __str__(self) -> str:
        return self.words[:60]


class AgreementReport(Protected):
    """A person harmed was told, on a day, whether what was agreed was kept; or why they were not."""

    agreement = WithinPartnership(Agreement, related_name="reports")
    case = WithinPartnership(Case, related_name="agreement_reports")
    party = WithinPartnership(Party, related_name="+")
    told_on = models.DateField(null=True, blank=True)
    told_by = WithinPartnership(Staff, related_name="+")
    note = models.TextField(blank=True, help_text="What they were told, and what they said")
    not_told_because = models.CharField(max_length=400, blank=True)
    recorded_at = models.DateTimeField()
    submission_key = models.UUIDField(null=True, editable=False, help_text="One form makes one of these")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "submission_key"], name="an_agreement_report_once"
            ),
            models.CheckConstraint(
                condition=(Q(told_on=None) & ~Q(not_told_because=""))
                | Q(told_on__isnull=False, not_told_because=""),
                name="told_on_a_day_or_says_why_not",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "case"], name="agreement_report_of_case")]

    def __str__(self) -> str:
        return f"told on {self.told_on}" if self.told_on else "not told"

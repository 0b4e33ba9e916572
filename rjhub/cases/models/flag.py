"""What makes a case sensitive or complex, and the approval that it needs."""

from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import Case
from rjhub.cases.vocabulary import ApprovalDecision
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.case_words import SensitiveFlag
from rjhub.sharing.models import Protected, WithinPartnership


class Flag(Protected):
    """A trigger that makes a case sensitive or complex, until somebody says why it no longer does."""

    case = WithinPartnership(Case, related_name="flags")
    flag = models.CharField(max_length=26, choices=[(one.value, one.label) for one in SensitiveFlag])
    why = models.TextField(blank=True)
    raised_at = models.DateTimeField()
    raised_by = WithinPartnership(Staff, null=True, related_name="+")
    lowered_at = models.DateTimeField(null=True, blank=True)
    lowered_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    lowered_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "case", "flag"], condition=Q(lowered_at=None), name="a_flag_once"
            ),
            models.CheckConstraint(
                condition=Q(lowered_at=None, lowered_by=None)
                | Q(lowered_at__isnull=False, lowered_by__isnull=False),
                name="a_lowered_flag_says_who",
            ),
        ]

    def __str__(self) -> str:
        return self.get_flag_display()


class Approval(Protected):
    """The decision of somebody who has to approve a sensitive or complex case, on the flags that it had then."""

    case = WithinPartnership(Case, related_name="approvals")
    decision = models.CharField(max_length=8, choices=ApprovalDecision.choices)
    why = models.TextField()
    conditions = models.TextField(blank=True)
    flags = models.CharField(max_length=600, help_text="The flags that were up, by code, with commas between")
    role = models.CharField(max_length=20, help_text="As what they decided")
    decided_at = models.DateTimeField()
    decided_by = WithinPartnership(Staff, related_name="+")
    submission_key = models.UUIDField(null=True, editable=False, help_text="One form makes one of these")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "submission_key"], name="an_approval_once"),
            models.CheckConstraint(condition=~Q(why=""), name="an_approval_says_why"),
        ]

    def __str__(self) -> str:
        return self.get_decision_display()

"""Emergency access: somebody opened a case that is not theirs, for an hour, because somebody may come to harm."""

from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import Case
from rjhub.cases.vocabulary import EmergencyFinding
from rjhub.partnership.models import Principal, Staff
from rjhub.sharing.models import Protected, WithinPartnership


class EmergencyAccess(Protected):
    """Made by the database alone, with the grants. Its holder looks at it, an information officer if there is one."""

    case = WithinPartnership(Case, related_name="emergencies")
    holder = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    case_reference = models.CharField(max_length=20)
    staff = WithinPartnership(Staff, related_name="+")
    because = models.TextField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    finding = models.CharField(max_length=9, blank=True, choices=EmergencyFinding.choices)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "emergency accesses"
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="an_emergency_has_a_reason"),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None, finding="")
                | (Q(reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(finding="")),
                name="a_review_says_who_and_what",
            ),
        ]

    def __str__(self) -> str:
        return f"emergency access to {self.case_reference}"

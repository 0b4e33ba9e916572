"""What the Victims' Code says that somebody has to do for a person harmed, by when, and when it was done."""

from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import Case, Party
from rjhub.cases.vocabulary import CodeDutyKind, NotSure
from rjhub.partnership.models import Agency, Principal, Staff
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Side


class CodeDuty(Protected):
    """One duty towards one person harmed: a dated fact, from which this Code's figures and another's can be derived.

    Whoever holds it, the lead contacts of the agency whose duty it is, sees this row and need see nothing else.
    """

    case = WithinPartnership(Case, related_name="duties")
    party = WithinPartnership(Party, related_name="duties")
    holder = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    case_reference = models.CharField(max_length=20)
    crime_reference = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=5, choices=CodeDutyKind.choices)
    agency = WithinPartnership(
        Agency, null=True, related_name="+", help_text="Whose duty it is; empty where that is not known"
    )
    not_sure = models.CharField(
        max_length=10, choices=NotSure.choices, blank=True, help_text="Why it may be another agency's"
    )
    enhanced = models.BooleanField(null=True, help_text="Enhanced rights; empty where nobody has said")
    reported_on = models.DateField(null=True, blank=True, help_text="When the crime was reported")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = WithinPartnership(Agency, null=True, blank=True, related_name="+")
    at_latest = models.BooleanField(
        default=False, help_text="It was done by this day; on which day before is not written anywhere"
    )
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "code duties"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "party", "kind"], name="a_duty_once_to_a_person"),
            models.CheckConstraint(condition=Q(side=Side.HARMED), name="a_duty_is_to_somebody_harmed"),
            models.CheckConstraint(
                condition=Q(reported_on=None, due_on=None)
                | Q(reported_on__isnull=False, due_on__gt=models.F("reported_on")),
                name="a_duty_is_due_after_the_report",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None, recorded_at=None, recorded_by=None, at_latest=False)
                | Q(done_on__isnull=False, recorded_at__isnull=False),
                name="a_duty_that_was_done_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "case"], name="duty_of_case"),
            models.Index(
                fields=["partnership", "due_on", "id"], condition=Q(done_on=None), name="duties_to_do"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

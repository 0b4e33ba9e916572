"""Risk: described, with what is done about it and by whom. There is no score, and nothing decides by itself."""

from django.db import models
from django.db.models import F, Q

from rjhub.cases.models.case import STAGES, Case, Party
from rjhub.cases.vocabulary import Rating, RiskDecision
from rjhub.partnership.models import Staff
from rjhub.sharing.models import Protected, WithinPartnership


class RiskAssessment(Protected):
    """The risk of the whole case at one stage, dated, decided, and signed off by somebody else."""

    case = WithinPartnership(Case, related_name="risk_assessments")
    stage = models.CharField(max_length=26, choices=STAGES)
    assessed_on = models.DateField()
    assessed_by = WithinPartnership(Staff, related_name="+")
    decision = models.CharField(max_length=13, choices=RiskDecision.choices)
    why = models.TextField()
    conditions = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    returned_because = models.TextField(blank=True, help_text="Why the supervisor did not sign it off")
    submission_key = models.UUIDField(null=True, editable=False, help_text="One form makes one of these")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "submission_key"], name="a_risk_assessment_once"),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by=None, returned_because="")
                | (
                    Q(returned_at__isnull=False, returned_by__isnull=False, signed_off_at=None)
                    & ~Q(returned_because="")
                ),
                name="an_assessment_sent_back_says_why",
            ),
            models.CheckConstraint(
                condition=Q(signed_off_at=None, signed_off_by=None)
                | (
                    Q(signed_off_at__isnull=False, signed_off_by__isnull=False)
                    & ~Q(signed_off_by=F("assessed_by"))
                ),
                name="nobody_signs_off_their_own_assessment",
            ),
            models.CheckConstraint(
                condition=~Q(decision=RiskDecision.CONDITIONS) | ~Q(conditions=""),
                name="conditions_are_written_down",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "case", "-recorded_at"], name="risk_assessment_of_case")
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} at {self.get_stage_display()}"


class Risk(Protected):
    """One described risk to somebody, with its mitigation and owner. It stays on the case until it is closed."""

    case = WithinPartnership(Case, related_name="risks")
    party = WithinPartnership(Party, null=True, blank=True, related_name="risks")
    description = models.TextField()
    to_whom = models.CharField(max_length=120)
    source = models.CharField(max_length=200, help_text="How we know")
    likelihood = models.CharField(max_length=6, choices=Rating.choices)
    severity = models.CharField(max_length=6, choices=Rating.choices)
    mitigation = models.TextField()
    owner = WithinPartnership(Staff, related_name="+")
    residual = models.CharField(
        max_length=6, choices=Rating.choices, help_text="What remains with the mitigation"
    )
    review_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = WithinPartnership(Staff, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=400, blank=True)
    version = models.PositiveIntegerField(default=1)
    submission_key = models.UUIDField(null=True, editable=False, help_text="One form makes one of these")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "submission_key"], name="a_risk_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_because="")
                | (Q(closed_at__isnull=False) & ~Q(closed_because="")),
                name="a_closed_risk_says_why",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "case"], name="risk_of_case")]

    def __str__(self) -> str:
        return self.description[:60]

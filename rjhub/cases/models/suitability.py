"""The assessment of one side: whether restorative justice suits them, in words."""

from django.db import models

from rjhub.cases.models.case import Case, Party
from rjhub.cases.vocabulary import Suitability
from rjhub.partnership.models import Staff
from rjhub.sharing.models import Protected, WithinPartnership


class SuitabilityAssessment(Protected):
    """How one person was assessed. The newest counts. The questions differ by side; see `forms`."""

    case = WithinPartnership(Case, related_name="suitability")
    party = WithinPartnership(Party, related_name="suitability")
    wishes = models.TextField(help_text="What they want, and their questions")
    motivation = models.TextField()
    impact = models.TextField(
        blank=True, help_text="How it affected them, or how they see the effect on others"
    )
    acknowledges = models.TextField(blank=True, help_text="What they say about the facts and their part")
    expectations = models.TextField()
    safety = models.TextField(help_text="Fears, vulnerability, pressure from others, risk of more harm")
    support = models.TextField(help_text="Support, health, learning and other needs")
    practical = models.TextField(
        blank=True, help_text="Custody, licence, orders, preferred process, supporters"
    )
    result = models.CharField(max_length=10, choices=Suitability.choices)
    why = models.TextField()
    assessed_on = models.DateField()
    assessed_by = WithinPartnership(Staff, related_name="+")
    recorded_at = models.DateTimeField()
    submission_key = models.UUIDField(null=True, editable=False, help_text="One form makes one of these")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "submission_key"], name="a_suitability_once")
        ]
        indexes = [models.Index(fields=["partnership", "case"], name="suitability_of_case")]

    def __str__(self) -> str:
        return self.get_result_display()

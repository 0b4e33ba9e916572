"""A case before sentence: the court's dates, and reports to it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rjhub.cases.models.case import Case
from rjhub.partnership.models import Staff
from rjhub.sharing.models import Protected, WithinPartnership


class CourtMatter(Protected):
    """What is before the court. The longest deferral depends on every conviction date (Sentencing Act 2020, s.5)."""

    case = WithinPartnership(Case, related_name="court_matters")
    court = models.CharField(max_length=120)
    court_kind = models.CharField(max_length=12)
    plea = models.CharField(max_length=12, blank=True)
    conviction_dates = ArrayField(models.DateField(), default=list)
    hearing_on = models.DateField(null=True, blank=True)
    adjourned_on = models.DateField(null=True, blank=True)
    adjourned_until = models.DateField(null=True, blank=True)
    report_due_on = models.DateField(null=True, blank=True)
    deferral_made_on = models.DateField(null=True, blank=True)
    deferred_until = models.DateField(null=True, blank=True)
    sentenced_on = models.DateField(null=True, blank=True)
    sentence = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "case"], name="one_court_matter"),
            models.CheckConstraint(
                condition=Q(adjourned_until=None) | Q(adjourned_until__gt=F("adjourned_on")),
                name="adjourned_to_a_later_day",
            ),
            models.CheckConstraint(
                condition=Q(deferral_made_on=None, deferred_until=None)
                | Q(deferred_until__gt=F("deferral_made_on")),
                name="deferred_to_a_later_day",
            ),
        ]

    def __str__(self) -> str:
        return self.court


class CourtReport(Protected):
    """A report to the court as it was sent: on suitability, or on what took place. It promises nothing."""

    case = WithinPartnership(Case, related_name="court_reports")
    about = models.CharField(
        max_length=11, choices=[("suitability", "Suitability"), ("outcome", "What took place")]
    )
    harmed_view = models.TextField()
    responsible_view = models.TextField()
    findings = models.TextField()
    proposal = models.TextField()
    written_at = models.DateTimeField()
    written_by = WithinPartnership(Staff, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    sent_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    sent_how = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_on=None, sent_by=None) | Q(sent_on__isnull=False, sent_by__isnull=False),
                name="a_sent_report_says_who_sent_it",
            )
        ]
        indexes = [models.Index(fields=["partnership", "case"], name="court_report_of_case")]

    def __str__(self) -> str:
        return f"report to court on {self.get_about_display()}"

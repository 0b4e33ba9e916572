"""A case before sentence: the court's dates, and reports to it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rjhub.cases.models.case import Case
from rjhub.cases.models.consent import Consent
from rjhub.cases.vocabulary import CourtReportAbout, Plea
from rjhub.partnership.models import Staff
from rjhub.sharing.models import Protected, WithinPartnership


class CourtMatter(Protected):
    """What is before the court. The longest deferral depends on every conviction date (Sentencing Act 2020, s.5)."""

    case = WithinPartnership(Case, related_name="court_matters")
    court = models.CharField(max_length=120)
    court_kind = models.CharField(max_length=12)
    plea = models.CharField(max_length=12, blank=True, choices=Plea.choices)
    conviction_dates = ArrayField(models.DateField(), default=list)
    hearing_on = models.DateField(null=True, blank=True)
    adjourned_on = models.DateField(null=True, blank=True)
    adjourned_until = models.DateField(null=True, blank=True)
    adjournment_why = models.CharField(
        max_length=100, blank=True, help_text="Why it is shorter or longer than the pathway asks for"
    )
    report_due_on = models.DateField(null=True, blank=True)
    deferral_made_on = models.DateField(null=True, blank=True)
    deferred_until = models.DateField(null=True, blank=True)
    undertaken = models.BooleanField(
        default=False, help_text="Agreed to the deferral and undertook to keep what it asks for"
    )
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
            # Sentencing Act 2020, s.3(1): the offender consents and undertakes to comply.
            models.CheckConstraint(
                condition=Q(deferral_made_on=None) | Q(undertaken=True), name="deferred_only_with_agreement"
            ),
        ]

    def __str__(self) -> str:
        return self.court


class CourtReport(Protected):
    """A report to the court: on suitability, or on what took place. It promises nothing, and once sent it stays.

    What a person harmed thinks is in it only with their written consent to tell the court.
    """

    case = WithinPartnership(Case, related_name="court_reports")
    about = models.CharField(max_length=11, choices=CourtReportAbout.choices)
    suitable = models.BooleanField(null=True)
    harmed_view = models.TextField(blank=True)
    harmed_consent = WithinPartnership(Consent, null=True, blank=True, related_name="+")
    responsible_view = models.TextField()
    findings = models.TextField()
    proposal = models.TextField()
    written_at = models.DateTimeField()
    written_by = WithinPartnership(Staff, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    sent_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    sent_to = models.CharField(max_length=120, blank=True)
    sent_how = models.CharField(max_length=120, blank=True)
    sealed = models.BinaryField(null=True, help_text="The document as it was sent")
    submission_key = models.UUIDField(null=True, editable=False, help_text="One form makes one of these")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "submission_key"], name="a_court_report_once"),
            models.CheckConstraint(
                condition=Q(sent_on=None, sent_by=None, sealed=None)
                | (Q(sent_on__isnull=False, sent_by__isnull=False, sealed__isnull=False) & ~Q(sent_to="")),
                name="a_sent_report_says_who_sent_it_to_whom",
            ),
            models.CheckConstraint(
                condition=Q(about=CourtReportAbout.SUITABILITY, suitable__isnull=False)
                | Q(about=CourtReportAbout.OUTCOME, suitable=None),
                name="a_report_on_suitability_says_whether",
            ),
            models.CheckConstraint(
                condition=Q(harmed_view="") | Q(harmed_consent__isnull=False),
                name="a_view_is_told_with_consent",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "case"], name="court_report_of_case")]

    def __str__(self) -> str:
        return f"report to court on {self.get_about_display()}"

    @property
    def is_sent(self) -> bool:
        """Whether the court has it, so that nothing in it changes any more."""
        return self.sent_on is not None

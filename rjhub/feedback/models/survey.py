"""One person of a case is asked one questionnaire, once."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rjhub.cases.models import Case, Party
from rjhub.feedback.vocabulary import Because, How, Language, Questionnaire, Status, Variant
from rjhub.partnership.models import Principal, Staff
from rjhub.people.vocabulary import Channel
from rjhub.sharing.models import Protected, WithinPartnership


class Survey(Protected):
    """That somebody is asked, and how far that has come; never what they answer.

    `holder` is who reads the answers: the supervisor of the case, or of the hub. `kept_from` are those who facilitated
    it: whatever else they come to be, no answer is shown to them.
    """

    case = WithinPartnership(Case, related_name="surveys")
    case_reference = models.CharField(max_length=20)
    party = WithinPartnership(Party, related_name="surveys")
    holder = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    hub_reader = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    kept_from = ArrayField(models.IntegerField(), default=list)
    questionnaire = models.CharField(max_length=12, choices=Questionnaire.choices)
    version = models.PositiveSmallIntegerField()
    went = models.CharField(max_length=13, choices=Variant.choices)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DUE)
    because = models.CharField(max_length=10, choices=Because.choices, blank=True)
    made_at = models.DateTimeField()
    due_on = models.DateField(help_text="By when it is to be sent")
    way = models.CharField(max_length=9, choices=Channel.choices, blank=True)
    sent_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True, help_text="When it first left")
    reminders = models.PositiveSmallIntegerField(default=0)
    remind_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField(max_length=6, choices=How.choices, blank=True)
    language = models.CharField(max_length=4, choices=Language.choices, blank=True)
    named = models.BooleanField(null=True, help_text="They agreed that the hub reads it with their name")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "party", "questionnaire", "went"], name="a_survey_once"
            ),
            models.CheckConstraint(condition=Q(reminders__lte=2), name="two_reminders_at_most"),
            models.CheckConstraint(
                condition=Q(status=Status.ASKED) | Q(remind_at=None),
                name="only_whoever_was_asked_is_reminded",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.ANSWERED, answered_at__isnull=False) & ~Q(how="")
                | ~Q(status=Status.ANSWERED) & Q(answered_at=None, how=""),
                name="an_answered_survey_says_when_and_how",
            ),
            models.CheckConstraint(
                condition=(Q(status=Status.ENDED) & ~Q(because=""))
                | (~Q(status=Status.ENDED) & Q(because="")),
                name="an_ended_survey_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "case"], name="survey_of_case"),
            models.Index(
                fields=["partnership", "remind_at"],
                condition=Q(remind_at__isnull=False),
                name="surveys_to_remind",
            ),
            models.Index(
                fields=["partnership", "answered_at"],
                condition=Q(answered_at__isnull=False),
                name="surveys_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_questionnaire_display()}: {self.get_status_display()}"

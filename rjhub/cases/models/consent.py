"""What somebody consents to, and what they acknowledge."""

from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import Case, Party
from rjhub.cases.models.document import Document
from rjhub.cases.vocabulary import ConsentPurpose
from rjhub.partnership.models import Staff
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Side


class Consent(Protected):
    """One person's consent to one thing, dated, and theirs to withdraw at any time.

    Taking part and every disclosure need it in writing (RJC Service Provider Code of Practice, C).
    """

    case = WithinPartnership(Case, related_name="consents")
    party = WithinPartnership(Party, related_name="consents")
    purpose = models.CharField(max_length=11, choices=ConsentPurpose.choices)
    what = models.CharField(max_length=200, blank=True, help_text="What may be shared")
    to_whom = models.CharField(max_length=120, blank=True, help_text="With which person or agency")
    what_for = models.CharField(max_length=200, blank=True)
    wording = models.CharField(max_length=120, help_text="Which version of the wording they agreed to")
    written = models.BooleanField()
    document = WithinPartnership(Document, null=True, blank=True, related_name="+")
    given_on = models.DateField()
    given_by_carer = models.CharField(
        max_length=120, blank=True, help_text="A parent or carer who agreed as well"
    )
    recorded_at = models.DateTimeField()
    recorded_by = WithinPartnership(Staff, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_recorded_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    ended_with_the_case = models.BooleanField(
        default=False, db_default=False, help_text="Nobody took it back: the case was closed and opened again"
    )
    submission_key = models.UUIDField(null=True, editable=False, help_text="One form makes one of these")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "submission_key"], name="a_consent_once"),
            models.CheckConstraint(
                condition=~Q(purpose__in=[ConsentPurpose.TAKING_PART, ConsentPurpose.DISCLOSURE])
                | Q(written=True),
                name="taking_part_and_sharing_need_it_in_writing",
            ),
            models.CheckConstraint(
                condition=~Q(purpose=ConsentPurpose.DISCLOSURE) | ~(Q(what="") | Q(to_whom="")),
                name="a_disclosure_names_what_and_to_whom",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawal_recorded_by=None)
                | Q(withdrawn_at__isnull=False, withdrawal_recorded_by__isnull=False),
                name="a_withdrawn_consent_says_who_recorded_it",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "case"], name="consent_of_case")]

    def __str__(self) -> str:
        return self.get_purpose_display()


class Acknowledgement(Protected):
    """What one person acknowledges (RJC Service Provider Code of Practice, B): three separate answers, dated."""

    case = WithinPartnership(Case, related_name="acknowledgements")
    party = WithinPartnership(Party, related_name="acknowledgements")
    facts = models.BooleanField(help_text="Acknowledges the basic facts")
    responsibility = models.BooleanField(
        null=True, help_text="Takes responsibility; empty for a person harmed"
    )
    willing = models.BooleanField(help_text="Is willing to take part")
    acknowledged_on = models.DateField()
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = WithinPartnership(Staff, related_name="+")
    submission_key = models.UUIDField(null=True, editable=False, help_text="One form makes one of these")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "submission_key"], name="an_acknowledgement_once"),
            models.CheckConstraint(
                condition=~Q(side=Side.HARMED) | Q(responsibility=None),
                name="a_person_harmed_takes_no_responsibility",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "case"], name="acknowledgement_of_case")]

    def __str__(self) -> str:
        return "acknowledges the basic facts" if self.facts else "does not acknowledge the basic facts"

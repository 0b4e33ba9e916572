"""A referral: somebody asked a hub to take up restorative justice about an incident."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from rjhub.partnership.models import Agency, Hub, PathwayVersion, Staff
from rjhub.referrals.vocabulary import (
    CJ_STAGES,
    COURTS,
    INITIATORS,
    DeclineReason,
    Known,
    Plea,
    RaisedBy,
    Source,
    Status,
)
from rjhub.sharing.models import Protected, WithinPartnership

RECEIVED = Q(status=Status.RECEIVED, decided_at=None, decline_reason="", withdrawn_at=None)
ACCEPTED = Q(status=Status.ACCEPTED, decided_at__isnull=False, decline_reason="", withdrawn_at=None)
DECLINED = Q(status=Status.DECLINED, decided_at__isnull=False, withdrawn_at=None) & ~Q(decline_reason="")
WITHDRAWN = Q(status=Status.WITHDRAWN, withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")


class Referral(Protected):
    """What was asked, by whom, of which hub, and what became of it. Its case goes on in the same file.

    Whoever sent it keeps seeing this row, so nothing may stand in it that they must not know.
    """

    reference = models.CharField(max_length=16)
    submission_key = models.CharField(
        max_length=64, help_text="The same for every attempt to send the same referral"
    )
    hub = WithinPartnership(Hub, related_name="+")
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.RECEIVED)
    received_at = models.DateTimeField()
    source = models.CharField(max_length=20, choices=Source.choices)
    source_reference = models.CharField(
        max_length=60, blank=True, help_text="The referring agency's own number for it"
    )
    referred_by = WithinPartnership(Staff, null=True, related_name="+")
    agency = WithinPartnership(Agency, null=True, related_name="+")
    raised_by = models.CharField(max_length=14, choices=RaisedBy.choices)
    raised_how = models.CharField(max_length=800, blank=True)
    aware = models.CharField(max_length=9, choices=Known.choices, help_text="Whoever it is about knows of it")
    agreeable = models.CharField(max_length=9, choices=Known.choices, help_text="... and agrees to it")
    initiator = models.CharField(max_length=11, choices=INITIATORS)
    cj_stage = models.CharField(max_length=32, choices=CJ_STAGES, blank=True)
    court = models.CharField(max_length=11, choices=COURTS, blank=True)
    court_name = models.CharField(max_length=120, blank=True)
    plea = models.CharField(max_length=10, choices=Plea.choices, blank=True)
    hearing_on = models.DateField(null=True, blank=True)
    sentence_on = models.DateField(null=True, blank=True)
    court_deadline_on = models.DateField(null=True, blank=True)
    sentence = models.CharField(max_length=400, blank=True)
    district = models.CharField(max_length=80, blank=True)
    community_remedy_chosen = models.BooleanField(default=False)
    prolific = models.BooleanField(default=False)
    probation_requirement = models.BooleanField(default=False)
    pathway = WithinPartnership(PathwayVersion, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    decline_reason = models.CharField(max_length=14, choices=DeclineReason.choices, blank=True)
    words_to_referrer = models.CharField(max_length=800, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.CharField(max_length=800, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "reference"], name="referral_reference_once"),
            models.UniqueConstraint(fields=["partnership", "submission_key"], name="referral_sent_once"),
            models.UniqueConstraint(fields=["partnership", "file"], name="referral_opens_a_file"),
            models.UniqueConstraint(
                fields=["partnership", "agency", "source_reference"],
                condition=~Q(source_reference=""),
                name="an_agency_sends_a_reference_once",
            ),
            models.CheckConstraint(
                condition=RECEIVED | ACCEPTED | DECLINED | WITHDRAWN, name="referral_state"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="a_decided_referral_says_who",
            ),
            models.CheckConstraint(
                condition=Q(referred_by=None, agency=None)
                | Q(referred_by__isnull=False, agency__isnull=False),
                name="staff_refer_for_their_agency",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "hub", "-received_at", "-id"], name="referral_of_hub"),
            models.Index(
                fields=["partnership", "hub", "status", "-received_at", "-id"],
                name="referral_of_hub_by_status",
            ),
            models.Index(
                fields=["partnership", "referred_by", "-received_at", "-id"], name="referral_by_referrer"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def accept(self, *, by: Staff, at: datetime) -> None:
        """Take it on."""
        self.status, self.decided_at, self.decided_by = Status.ACCEPTED, at, by

    def decline(self, *, by: Staff, at: datetime, reason: DeclineReason, words: str) -> None:
        """Do not take it on, and say why to whoever sent it."""
        self.status, self.decided_at, self.decided_by = Status.DECLINED, at, by
        self.decline_reason, self.words_to_referrer = reason, words

    def wait_again(self) -> None:
        """It was taken on because it was joined to another one, and that was taken back."""
        self.status, self.decided_at, self.decided_by = Status.RECEIVED, None, None

    def withdraw(self, *, at: datetime, reason: str) -> None:
        """Whoever sent it takes it back."""
        self.status, self.withdrawn_at, self.withdrawal_reason = Status.WITHDRAWN, at, reason

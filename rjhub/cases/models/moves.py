"""How a case moves: between stages, between people who answer for it, into waiting, to another area."""

from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import STAGES, Case
from rjhub.partnership.models import Agency, Partnership, Principal, Staff
from rjhub.sharing.models import Protected, WithinPartnership


class StageMove(Protected):
    """A case went from one stage to another."""

    case = WithinPartnership(Case, related_name="moves")
    from_stage = models.CharField(max_length=26, choices=STAGES, blank=True)
    to_stage = models.CharField(max_length=26, choices=STAGES)
    moved_at = models.DateTimeField()
    moved_by = WithinPartnership(Staff, null=True, related_name="+")
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"to {self.get_to_stage_display()}"


class Handover(Protected):
    """Somebody is asked to answer for a case instead. Until they accept, nothing changes."""

    case = WithinPartnership(Case, related_name="handovers")
    holder = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    case_reference = models.CharField(max_length=20)
    offence = models.CharField(max_length=200, blank=True)
    from_staff = WithinPartnership(Staff, related_name="+")
    to_staff = WithinPartnership(Staff, related_name="+")
    to_agency = WithinPartnership(Agency, related_name="+")
    why = models.TextField()
    offered_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "case"],
                condition=Q(accepted_at=None, declined_at=None),
                name="one_open_handover",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(declined_at=None), name="a_handover_is_accepted_or_declined"
            ),
        ]

    def __str__(self) -> str:
        return f"hand-over of {self.case_id}"


class Pause(Protected):
    """A case waits, from when until when, and for what."""

    case = WithinPartnership(Case, related_name="pauses")
    from_stage = models.CharField(max_length=26, choices=STAGES)
    why = models.TextField()
    ask_again_on = models.DateField()
    paused_at = models.DateTimeField()
    paused_by = WithinPartnership(Staff, related_name="+")
    resumed_at = models.DateTimeField(null=True, blank=True)
    resumed_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "case"], condition=Q(resumed_at=None), name="one_open_pause"
            ),
            models.CheckConstraint(
                condition=Q(resumed_at=None, resumed_by=None)
                | Q(resumed_at__isnull=False, resumed_by__isnull=False),
                name="a_resumed_pause_says_who",
            ),
        ]

    def __str__(self) -> str:
        return f"waits until {self.ask_again_on}"


class Transfer(Protected):
    """A case is offered to another area or provider. Ours answers for it until they accept."""

    case = WithinPartnership(Case, related_name="transfers")
    to_partnership = models.ForeignKey(
        Partnership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_name = models.CharField(max_length=120, help_text="The area or provider")
    to_contact = models.CharField(max_length=200, help_text="Whom there, and how")
    why = models.TextField()
    agreed_by_parties = models.BooleanField(default=False)
    offered_at = models.DateTimeField()
    offered_by = WithinPartnership(Staff, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "case"],
                condition=Q(accepted_at=None, declined_at=None),
                name="one_open_transfer",
            )
        ]

    def __str__(self) -> str:
        return f"transfer to {self.to_name}"

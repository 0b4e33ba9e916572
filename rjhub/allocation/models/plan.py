"""Plans, and what each proposes for one case. They are read by whoever asked for them, and by nobody else."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rjhub.allocation.models.weighing import Weighing
from rjhub.allocation.vocabulary import Became, State
from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership, Staff


class Plan(models.Model):
    """A proposal of who takes which case, made from what one coordinator could read when they asked for it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    asked_by = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    submission_key = models.UUIDField(unique=True)
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, db_index=False, related_name="+",
        help_text="The plan from which as few people as possible were moved",
    )  # fmt: skip
    weighing = models.ForeignKey(
        Weighing, null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    doing = models.CharField(max_length=20, blank=True)
    cost = models.FloatField(null=True, blank=True)
    bound = models.FloatField(null=True, blank=True, help_text="No plan has fewer points")
    seconds = models.FloatField(default=0)
    cases = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(null=True, blank=True, help_text="People moved since the plan before")
    points = models.JSONField(default=dict, help_text="By aim")
    clash = models.JSONField(default=list, help_text="Rules, cases and people that cannot all hold")
    over = models.JSONField(default=list, help_text="Who has more than they may, how much, and of how much")
    stop_asked_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["partnership", "asked_by", "-asked_at"], name="plan_newest")]

    def __str__(self) -> str:
        return f"plan of {self.asked_at:%d %b %Y %H:%M}"

    @property
    def is_going_on(self) -> bool:
        """Whether it is still to be made."""
        return self.state in {State.ASKED, State.RUNNING}


class Proposal(models.Model):
    """What a plan proposes for one case: two people, or nobody and what stands in the way of the nearest."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="proposals")
    asked_by = models.ForeignKey(Staff, on_delete=models.CASCADE, db_index=False, related_name="+")
    place = models.PositiveIntegerField(help_text="The most urgent first")
    case_id = models.UUIDField()
    lead = models.ForeignKey(Staff, null=True, on_delete=models.CASCADE, db_index=False, related_name="+")
    second = models.ForeignKey(Staff, null=True, on_delete=models.CASCADE, db_index=False, related_name="+")
    points = models.JSONField(default=dict, help_text="By aim")
    cost = models.FloatField()
    asides = ArrayField(models.CharField(max_length=12), default=list, help_text="Rules that it puts aside")
    next_pair = ArrayField(models.UUIDField(), default=list)
    next_more = models.FloatField(null=True, help_text="How many points more the next-best pair has")
    nearest = models.JSONField(default=list, help_text="People who nearly fit, with what stands in the way")
    stamp = models.CharField(max_length=64, help_text="What was known of the case and the two")
    became = models.CharField(max_length=9, blank=True, choices=Became.choices)
    decided_at = models.DateTimeField(null=True, blank=True)
    chosen_lead = models.ForeignKey(
        Staff, null=True, on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    chosen_second = models.ForeignKey(
        Staff, null=True, on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    chosen_more = models.FloatField(null=True, help_text="How many points more what was chosen has")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "case_id"], name="a_case_once_in_a_plan"),
            models.CheckConstraint(
                condition=Q(became="", decided_at=None) | (~Q(became="") & Q(decided_at__isnull=False)),
                name="a_decided_proposal_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"proposal for {self.case_id}"

"""What the police found when they looked somebody up: for the hub alone. What others must know stands in the answer."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import Case
from rjhub.cases.models.information import InformationRequest
from rjhub.cases.vocabulary import Limit, Marker, PoliceCheckKind
from rjhub.partnership.models import Principal, Staff
from rjhub.sharing.models import Protected, WithinPartnership
from rjhub.sharing.vocabulary import Category, Side


def hub_only() -> list[str]:
    """The limit of every check: the extract goes to the hub's coordinators and no further."""
    return [Limit.HUB_ONLY.value]


class PoliceCheck(Protected):
    """The result of one search of one system for one request. It can be put right until the request is answered."""

    case = WithinPartnership(Case, related_name="+")
    request = WithinPartnership(InformationRequest, related_name="checks")
    holder = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=PoliceCheckKind.choices)
    limits = ArrayField(models.CharField(max_length=16, choices=Limit.choices), default=hub_only)
    checked_on = models.DateField()
    checked_by = models.CharField(max_length=80, help_text="Name and collar number of whoever searched")
    covers_from = models.DateField(null=True, blank=True, help_text="How far back, in Niche")
    found = models.BooleanField(help_text="Whether there is anything about the person")
    reference = models.CharField(max_length=40, blank=True, help_text="PNC ID, or the force's own reference")
    markers = ArrayField(models.CharField(max_length=16, choices=Marker.choices), default=list, blank=True)
    open_matters = models.TextField(blank=True, help_text="Charges, bail, investigations")
    orders = models.TextField(blank=True, help_text="Orders that forbid contact or places")
    bears_on_risk = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = WithinPartnership(Staff, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "request", "kind"], name="one_check_of_a_kind"),
            models.CheckConstraint(
                condition=Q(category=Category.POLICE) & ~Q(side=Side.HARMED),
                name="a_check_is_police_information",
            ),
            models.CheckConstraint(
                condition=Q(
                    found=False, reference="", markers=[], open_matters="", orders="", bears_on_risk=""
                )
                | (Q(found=True) & ~Q(reference="")),
                name="what_was_found_has_a_reference",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

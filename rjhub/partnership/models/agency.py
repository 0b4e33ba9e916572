"""Agencies, with the dates between which they exist, and their offices."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from rjhub.kernel.ids import new_id
from rjhub.partnership.models.partnership import Partnership
from rjhub.partnership.models.principal import Principal
from rjhub.partnership.vocabulary import WorksWith


class Agency(models.Model):
    """A member of a partnership. `kind` is one of the agency types of the pathway vocabulary."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="agencies")
    code = models.SlugField()
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=24)
    works_with = models.CharField(max_length=11, choices=WorksWith.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="The last day on which it existed")
    succeeded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    leads = models.OneToOneField(Principal, on_delete=models.PROTECT, related_name="agency")
    prison = models.CharField(
        max_length=3, blank=True, help_text="The prison's code in NOMIS, where it is one"
    )
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "code"], name="agency_code_in_partnership"),
            models.UniqueConstraint(fields=["partnership", "id"], name="agency_in_partnership"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="agency_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def exists_on(self, day: date) -> bool:
        """Whether it exists on a day; a closed type such as a CRC does not after its last."""
        return self.since <= day and (self.until is None or day <= self.until)


class Office(models.Model):
    """A place from which an agency works."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="offices")
    name = models.CharField(max_length=120)
    district = models.CharField(max_length=80, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

"""Information sharing agreements: versions of a file as written, and the signatures of agencies."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from rjhub.kernel.ids import new_id
from rjhub.partnership.models.agency import Agency
from rjhub.partnership.models.partnership import Partnership
from rjhub.partnership.models.staff import Staff


class AgreementVersion(models.Model):
    """The text of an agreement that passed every check. It waits to be signed, is in force, or has ended.

    A partnership has one in force at a time. What its clauses allow is compiled into allowances by the sharing room.
    """

    id = models.AutoField(primary_key=True)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="agreements")
    number = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())
    in_force_since = models.DateTimeField(null=True, blank=True)
    in_force_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField(help_text="The last day on which it is in force if nobody reviews it")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="agreement_number_once"),
            models.UniqueConstraint(fields=["partnership", "id"], name="agreement_in_partnership"),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(in_force_since__isnull=False, ended_at=None),
                name="one_agreement_in_force",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None)
                | (Q(in_force_since__isnull=False) & Q(ended_at__gte=F("in_force_since"))),
                name="an_agreement_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"agreement, version {self.number}"


class Signature(models.Model):
    """That an agency signed a version of the agreement, by whom, and whether it has withdrawn since."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="signatures")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="signatures")
    signed_for = models.CharField(max_length=120, help_text="Who signs for the agency, with their position")
    signed_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "agency"], condition=Q(withdrawn_at=None), name="signed_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("signed_at")),
                name="withdrawn_after_it_was_signed",
            ),
        ]
        indexes = [models.Index(fields=["agency", "agreement"], name="signature_of_agency")]

    def __str__(self) -> str:
        return f"signature of {self.agency_id}"

"""What the clauses of the agreement in force allow, compiled so that the database can decide by it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rjhub.kernel.ids import new_id
from rjhub.partnership.models import AgreementVersion, Partnership
from rjhub.partnership.vocabulary import WorksWith
from rjhub.sharing.vocabulary import Category, Purpose, Side


class Allowance(models.Model):
    """A clause allows holders of a kind to be granted sides and categories for a purpose, at stages, for months.

    No allowance, no row: what grants ask for beyond it shows nothing. Made anew when an agreement comes into force.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, db_index=False, related_name="+")
    agreement = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="allowances")
    clause = models.CharField(max_length=12)
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    agency_kind = models.CharField(max_length=24, blank=True)
    works_with = models.CharField(max_length=11, choices=WorksWith.choices)
    sides = ArrayField(models.CharField(max_length=11, choices=Side.choices))
    categories = ArrayField(models.CharField(max_length=10, choices=Category.choices))
    stages = ArrayField(models.CharField(max_length=26), default=list, help_text="Empty for every stage")
    months = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="How long after the grant; empty where the closing of the case counts",
    )
    months_after_closing = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How long after the case closed; empty where the grant counts"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(works_with__in=[WorksWith.RESPONSIBLE, WorksWith.NEITHER])
                | ~Q(sides__contains=[Side.HARMED])
                | (~Q(categories__contains=[Category.CONTACT]) & ~Q(categories__contains=[Category.SAFETY])),
                name="no_clause_opens_the_wall",
            ),
            models.CheckConstraint(
                condition=~Q(sides=[]) & ~Q(categories=[]), name="an_allowance_allows_something"
            ),
            models.CheckConstraint(
                condition=Q(months=None, months_after_closing__isnull=False)
                | Q(months__isnull=False, months_after_closing=None),
                name="an_allowance_lasts_so_long",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "purpose", "agency_kind", "works_with"], name="allowance_for_holder"
            )
        ]

    def __str__(self) -> str:
        return f"clause {self.clause}"

"""A principal: anything that a grant can name as its holder, in one number space."""

from django.db import models

from rjhub.partnership.models.partnership import Partnership
from rjhub.partnership.vocabulary import PrincipalKind, WorksWith


class Principal(models.Model):
    """The holder of grants: a member of staff, an agency's lead contacts, a hub's coordinators, or the intake.

    `works_with` is copied here so that the database itself can refuse a grant across the wall, and `agency_kind`
    so that it can tell which clauses of the agreement speak of the holder.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT)
    kind = models.CharField(max_length=12, choices=PrincipalKind.choices)
    works_with = models.CharField(max_length=11, choices=WorksWith.choices)
    agency_kind = models.CharField(
        max_length=24, help_text="The type of agency behind it; of the intake, that which runs the hub"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "works_with"], name="principal_and_side"),
            models.CheckConstraint(
                condition=~models.Q(agency_kind=""), name="an_agency_is_behind_a_principal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.id}"

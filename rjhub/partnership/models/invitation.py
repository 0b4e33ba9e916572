"""Invitations: how somebody comes to have an account. Nobody shares one, nobody signs up."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from rjhub.kernel.ids import new_id
from rjhub.partnership.models.agency import Agency
from rjhub.partnership.models.hub import Hub
from rjhub.partnership.models.staff import Staff
from rjhub.partnership.vocabulary import Role


class Invitation(models.Model):
    """An offer to join an agency in some roles, good once and for a few days. Only a digest of its key is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120, blank=True)
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices))
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    key_digest = models.BinaryField(max_length=32, unique=True)
    invited_by = models.ForeignKey(
        Staff, null=True, on_delete=models.PROTECT, related_name="+", help_text="Empty when a command did"
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="an_invitation_ends_in_one_way"
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="invitation_email_in_small_letters"
            ),
            models.UniqueConstraint(
                fields=["agency", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_to_an_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.agency}"

    def is_open(self, at: datetime) -> bool:
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at

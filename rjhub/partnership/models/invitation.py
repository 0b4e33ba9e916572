"""Invitations: how somebody comes to have an account. Nobody shares one, nobody signs up."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

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
    invited_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.email} to {self.agency}"

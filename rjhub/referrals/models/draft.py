"""A referral that is being written: kept as typed, readable only with a key that the database does not hold."""

from django.db import models
from django.db.models import Q

from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Partnership, Staff


class Draft(models.Model):
    """What somebody has typed so far. It belongs to one member of staff, or to whoever holds the token of a visit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    token_digest = models.BinaryField(max_length=32, null=True, blank=True, unique=True)
    sealed = models.BinaryField(max_length=400_000)
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_as = models.CharField(max_length=16, blank=True, help_text="The reference, once it is sent; the rest is gone")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=None, token_digest__isnull=False) | Q(owner__isnull=False, token_digest=None),
                name="a_draft_belongs_to_somebody",
            )
        ]
        indexes = [
            models.Index(fields=["owner", "-saved_at"], condition=Q(owner__isnull=False), name="draft_of_owner"),
            models.Index(fields=["expires_at"], name="draft_to_clear"),
        ]

    def __str__(self) -> str:
        return f"draft {self.id}"

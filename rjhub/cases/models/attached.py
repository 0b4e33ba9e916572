"""A referral about the same incident as a case, so no case of its own came of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import Case
from rjhub.partnership.models import Staff
from rjhub.referrals.models import Referral
from rjhub.sharing.models import Protected, WithinPartnership


class AttachedReferral(Protected):
    """That a referral was attached to a case, and what came of it there, so that it can be undone.

    What the referral says stays in its own file. Whoever works on the case reads here that there is one.
    """

    case = WithinPartnership(Case, related_name="attached")
    referral = WithinPartnership(Referral, related_name="+")
    reference = models.CharField(max_length=16, help_text="Of the referral")
    attached_at = models.DateTimeField()
    attached_by = WithinPartnership(Staff, null=True, related_name="+")
    let_in = models.BooleanField(help_text="Whether the hub of the case was let into the referral for this")
    links = ArrayField(models.UUIDField(), default=list, help_text="Records that were joined for it")
    flags = ArrayField(models.UUIDField(), default=list, help_text="Marks that it put on the case")
    parties = ArrayField(models.UUIDField(), default=list, help_text="People whom it brought into the case")
    settled_at = models.DateTimeField(null=True, blank=True, help_text="When it was said who is who")
    settled_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    detached_at = models.DateTimeField(null=True, blank=True)
    detached_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    detached_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "referral"],
                condition=Q(detached_at=None),
                name="a_referral_is_attached_once",
            ),
            models.CheckConstraint(
                condition=Q(detached_at=None, detached_because="")
                | (Q(detached_at__isnull=False) & ~Q(detached_because="")),
                name="a_detached_referral_says_why",
            ),
            models.CheckConstraint(
                condition=Q(detached_at=None, detached_by=None)
                | Q(detached_at__isnull=False, detached_by__isnull=False),
                name="a_detached_referral_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="a_settled_referral_says_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "case"], name="attached_to_case")]

    def __str__(self) -> str:
        return self.reference

"""Documents: files that somebody uploaded, encrypted before they reach the database."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rjhub.cases.models.case import Case
from rjhub.cases.vocabulary import Limit
from rjhub.partnership.models import Staff
from rjhub.sharing.models import Protected, WithinPartnership


class Document(Protected):
    """An uploaded file of a case. `digest` is keyed, so that the same upload is recognised without being readable."""

    case = WithinPartnership(Case, related_name="documents")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=80, help_text="Its type as found in its content")
    size = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=32)
    sealed = models.BinaryField()
    added_at = models.DateTimeField()
    added_by = WithinPartnership(Staff, related_name="+")
    limits = ArrayField(models.CharField(max_length=16, choices=Limit.choices), default=list, blank=True)

    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "case", "side", "category", "digest"],
                condition=Q(withdrawn_at=None),
                name="a_document_once_in_a_case",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
                name="a_withdrawn_document_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

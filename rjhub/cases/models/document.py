"""Documents: files that somebody uploaded, encrypted before they reach the database."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rjhub.cases.models.case import Case
from rjhub.cases.vocabulary import Limit
from rjhub.partnership.models import Staff
from rjhub.sharing.models import Protected, WithinPartnership


class Document(Protected):
    """An uploaded file of a case. `digest` is keyed, so that the same upload is recognised without being readable."""

    case = WithinPartnership(Case, related_name="documents")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=60, help_text="Its type as found in its content")
    size = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=32)
    sealed = models.BinaryField()
    added_at = models.DateTimeField()
    added_by = WithinPartnership(Staff, related_name="+")
    limits = ArrayField(models.CharField(max_length=16, choices=Limit.choices), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "case", "side", "category", "digest"], name="a_document_once_in_a_case"
            )
        ]

    def __str__(self) -> str:
        return self.title

"""The timeline: one line for each thing that happened on a case, seen by whoever may see what it was about."""

from django.db import models

from rjhub.cases.models.case import Case
from rjhub.partnership.models import Staff
from rjhub.sharing.models import Protected, WithinPartnership


class Event(Protected):
    """Something happened. `tag` is the audit's room:noun:verb; `detail` is a code or a label, never a narrative."""

    case = WithinPartnership(Case, related_name="events")
    tag = models.CharField(max_length=80)
    detail = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    by = WithinPartnership(Staff, null=True, related_name="+")
    subject_id = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["partnership", "case", "-at"], name="event_of_case")]

    def __str__(self) -> str:
        return self.tag

"""A case on the agenda of a meeting, and what was decided about it: rows of the case's own file."""

from django.db import models
from django.db.models import Q

from rjhub.cases.models import Case
from rjhub.hubmeetings.models.meeting import HubMeeting
from rjhub.hubmeetings.vocabulary import Because, Decided
from rjhub.partnership.models import Staff
from rjhub.sharing.models import Protected, WithinPartnership


class AgendaItem(Protected):
    """A case on an agenda. Whoever may not see the case sees no row, so not that it is there.

    `place` orders the agenda and is never shown: a gap in the numbers would tell of what somebody may not see.
    """

    case = WithinPartnership(Case, related_name="+", db_index=True)
    meeting = WithinPartnership(HubMeeting, related_name="items")
    place = models.IntegerField()
    why = models.CharField(max_length=12, choices=Because.choices)
    because = models.CharField(max_length=400, blank=True, help_text="Why a coordinator added it")
    added_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()
    left_out_at = models.DateTimeField(null=True, blank=True)
    left_out_by = WithinPartnership(Staff, null=True, blank=True, related_name="+")
    left_out_because = models.CharField(max_length=400, blank=True)
    taken_up_at = models.DateTimeField(null=True, blank=True)
    put_down_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "meeting", "case"], name="a_case_once_on_an_agenda"
            ),
            models.CheckConstraint(
                condition=Q(left_out_at=None, left_out_by=None, left_out_because="")
                | (Q(left_out_at__isnull=False, left_out_by__isnull=False) & ~Q(left_out_because="")),
                name="what_is_left_out_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} at {self.meeting_id}"


class ItemDecision(Protected):
    """What a meeting decided about a case, as it was typed there. What follows from it stands in the case."""

    case = WithinPartnership(Case, related_name="+")
    item = WithinPartnership(AgendaItem, related_name="decisions")
    kind = models.CharField(max_length=12, choices=Decided.choices)
    said = models.CharField(max_length=400, blank=True, help_text="What follows, in the program's own words")
    words = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = WithinPartnership(Staff, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind} about {self.item_id}"

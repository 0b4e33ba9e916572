"""Reading what the Victims' Code asks for: of a case, of a person, of an agency, and how well it is kept."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q
from django.http import Http404

from rjhub.cases.models import Case, CodeDuty
from rjhub.cases.vocabulary import CodeDutyKind
from rjhub.partnership.models import Staff
from rjhub.people.models import Person

MOST = 200
_NAMES = ("agency", "done_by")
_IN_TIME = Q(done_on__isnull=False, done_on__lte=F("due_on"))
_TOO_LATE = Q(done_on__gt=F("due_on"), at_latest=False)
_NOT_TO_BE_SAID = Q(done_on__gt=F("due_on"), at_latest=True)


@dataclass(frozen=True)
class Kept:
    """How one kind of duty was kept: counts of people harmed in cases, never of whom."""

    kind: CodeDutyKind
    in_time: int
    too_late: int
    overdue: int
    to_do: int
    not_to_be_said: int
    no_date: int

    @property
    def counted(self) -> int:
        """Those of which it can be said whether they were kept in time."""
        return self.in_time + self.too_late + self.overdue


def duties_of(case: Case) -> list[CodeDuty]:
    """What is owed to the people harmed of a case, as far as the reader may see it."""
    found = CodeDuty.objects.filter(case=case).select_related(*_NAMES)
    return list(found.order_by("party_id", "-kind", "id"))


def duties_to(person: Person) -> list[CodeDuty]:
    """What is owed to one person, over all of their cases that the reader may see."""
    found = CodeDuty.objects.filter(party__person=person).select_related(*_NAMES)
    return list(found.order_by("case_reference", "-kind", "id"))


def find_duty(staff: Staff, duty_id: UUID) -> CodeDuty:
    """A duty, for whoever holds it and for whoever works on its case. Raises Http404 for everybody else."""
    found = CodeDuty.objects.filter(partnership_id=staff.partnership_id, id=duty_id).select_related(*_NAMES)
    duty = found.first()
    if duty is None:
        raise Http404
    return duty


def duties_left(partnership_id: int) -> list[CodeDuty]:
    """What is not done yet in the reader's cases: the longest overdue first, what has no date last."""
    found = CodeDuty.objects.filter(partnership_id=partnership_id, done_on=None).select_related(*_NAMES)
    return list(found.order_by(F("due_on").asc(nulls_last=True), "id")[:MOST])


def how_duties_were_kept(partnership_id: int, *, today: date) -> list[Kept]:
    """The counts of each kind. Ask as the program for those of the whole partnership."""
    undone = Q(done_on=None, due_on__isnull=False)
    counts = {
        "in_time": _IN_TIME,
        "too_late": _TOO_LATE,
        "overdue": undone & Q(due_on__lt=today),
        "to_do": undone & Q(due_on__gte=today),
        "not_to_be_said": _NOT_TO_BE_SAID,
        "no_date": Q(due_on=None),
    }
    found = CodeDuty.objects.filter(partnership_id=partnership_id).values("kind")
    counted = found.annotate(**{name: Count("id", filter=which) for name, which in counts.items()})
    by_kind: dict[str, dict[str, Any]] = {row["kind"]: dict(row) for row in counted}
    return [
        Kept(kind, **{name: by_kind.get(kind.value, {}).get(name, 0) for name in counts})
        for kind in CodeDutyKind
    ]

"""How much there is to do: cases, what waits and what is late, counted for hubs, agencies and people.

Everything is counted under row security: of what somebody may not see, nothing is counted for them.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Min, Q, QuerySet

from rjhub.cases.models import Allocation, Case, Flag, InformationRequest, Task
from rjhub.cases.vocabulary import FacilitatorPart, RequestStatus, TaskStatus
from rjhub.kernel import clock
from rjhub.partnership.models import PractitionerLevel, Staff
from rjhub.partnership.vocabulary import Level, Role
from rjhub.workload.vocabulary import Load

FACILITATING = (Role.FACILITATOR, Role.VOLUNTEER)
# Beyond the middle by half of it, and by two cases: less is the way in which cases come.
MUCH_TIMES, MUCH_MORE = 1.5, 2
_IN_FORCE = Q(declined_at=None, ended_at=None, case__closed_at=None)


@dataclass(frozen=True, slots=True)
class Amount:
    """How much there is: cases or requests, how many of them wait for an answer, and tasks that are late."""

    name: str
    has: int
    waiting: int
    late: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who facilitates, and what they have."""

    staff: Staff
    level: str
    cases: int
    asked: int
    late: int
    load: Load


def of_hubs(today: date) -> list[Amount]:
    """For each hub: open cases, those that no two facilitators have taken, and tasks that are late."""
    cases = Case.objects.filter(closed_at=None)
    taken = Allocation.objects.filter(_IN_FORCE, accepted_at__isnull=False)
    pairs = _counted(taken.values_list("case_id"), "case_id")
    open_, waiting = Counter[str](), Counter[str]()
    for case, hub in cases.values_list("id", "hub__name"):
        open_[hub] += 1
        waiting[hub] += pairs[case] < len(FacilitatorPart)
    late = _counted(_late(today), "case__hub__name")
    return [Amount(hub, many, waiting[hub], late[hub]) for hub, many in sorted(open_.items())]


def of_agencies(today: date) -> list[Amount]:
    """For each agency: cases that it answers for, requests that wait for it, and those that are late."""
    answers = _counted(Case.objects.filter(closed_at=None), "answering_agency__name")
    asked = InformationRequest.objects.filter(status=RequestStatus.ASKED, outside_agency="")
    waiting = _counted(asked, "agency__name")
    late = _counted(asked.filter(due_on__lt=today), "agency__name")
    return [
        Amount(name, answers[name], waiting[name], late[name])
        for name in sorted({*answers, *waiting}, key=str)
    ]


def of_people(partnership_id: int, today: date) -> list[Person]:
    """Everybody who facilitates: the cases that they have taken or are asked to take, and late tasks, most first."""
    people = _at_work(partnership_id, today)
    in_force = Allocation.objects.filter(_IN_FORCE)
    has = _counted(in_force.filter(accepted_at__isnull=False), "facilitator_id")
    asked = _counted(in_force.filter(accepted_at=None), "facilitator_id")
    late = _counted(_late(today), "holder_id")
    levels = _levels([one.id for one in people], today)
    middle = median([has[one.id] for one in people]) if people else 0
    return sorted(
        (
            Person(
                staff=one,
                level=levels.get(one.id, ""),
                cases=has[one.id],
                asked=asked[one.id],
                late=late[one.principal_id],
                load=load_of(has[one.id], middle),
            )
            for one in people
        ),
        key=lambda one: (-one.cases, one.staff.name, str(one.staff.id)),
    )


def load_of(cases: int, middle: float) -> Load:
    """How much somebody's cases are beside what the one in the middle has."""
    if not cases:
        return Load.NOTHING
    return Load.MUCH if cases >= max(middle * MUCH_TIMES, middle + MUCH_MORE) else Load.USUAL


@dataclass(frozen=True, slots=True)
class Led:
    """A case that was led: since when it was open, since when somebody led it, and until when. Until None, still."""

    opened_on: date
    since: date
    until: date | None
    is_sensitive: bool


def cases_led() -> list[Led]:
    """Every case that a lead facilitator has taken, from when the first was asked until it closed or none led it."""
    taken = Allocation.objects.filter(part=FacilitatorPart.LEAD, accepted_at__isnull=False)
    found = taken.values("case_id").annotate(
        opened=F("case__opened_at"),
        since=Min("allocated_at"),
        left=Max("ended_at"),
        now=Count("id", filter=Q(ended_at=None)),
        closed=F("case__closed_at"),
    )
    sensitive = set(Flag.objects.values_list("case_id", flat=True))
    return [_led(one, is_sensitive=one["case_id"] in sensitive) for one in found.order_by("since", "case_id")]


def _led(one: Mapping[str, Any], *, is_sensitive: bool) -> Led:
    until = one["closed"] or (None if one["now"] else one["left"])
    return Led(
        opened_on=clock.day_of(one["opened"]),
        since=clock.day_of(one["since"]),
        until=clock.day_of(until) if until else None,
        is_sensitive=is_sensitive,
    )


def leads_now() -> list[int]:
    """How many cases each of those who lead any leads now, rising."""
    leading = Allocation.objects.filter(_IN_FORCE, part=FacilitatorPart.LEAD, accepted_at__isnull=False)
    return sorted(_counted(leading, "facilitator_id").values())


def _late(today: date) -> QuerySet[Task]:
    return Task.objects.filter(status=TaskStatus.OPEN, due_on__lt=today)


def _counted(rows: QuerySet[Any, Any], by: str) -> Counter[Any]:
    found: Iterable[tuple[Hashable, int]] = rows.order_by().values_list(by).annotate(many=Count("id"))
    return Counter(dict(found))


def _at_work(partnership_id: int, today: date) -> list[Staff]:
    found = (
        Staff.objects.filter(
            Q(roles__ended_at=None) | Q(roles__ended_at__gt=clock.now()),
            Q(until=None) | Q(until__gte=today),
            partnership_id=partnership_id,
            since__lte=today,
            roles__role__in=FACILITATING,
        )
        .select_related("account", "agency")
        .order_by("id")
        .distinct()
    )
    return [one for one in found if one.works_on(today)]


def _levels(people: list[UUID], today: date) -> dict[UUID, str]:
    held = PractitionerLevel.objects.filter(
        Q(until=None) | Q(until__gte=today), staff__in=people, since__lte=today
    ).order_by("level", "id")
    return {one.staff_id: Level(one.level).label for one in held}

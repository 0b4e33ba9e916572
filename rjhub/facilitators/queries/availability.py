"""Reading when people can facilitate, as far as the reader sees their entries."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from rjhub.facilitators import keeper
from rjhub.facilitators.free_time import Span, Times
from rjhub.facilitators.models import Diary, Leave, Week
from rjhub.partnership.models import Staff


def week_of(staff: Staff) -> Week | None:
    """What somebody said of their week."""
    return Week.objects.filter(staff=staff).first()


def leave_of(staff: Staff, today: date) -> list[Leave]:
    """When somebody is away, now or later, the next first."""
    found = Leave.objects.filter(staff=staff, until__gte=today, taken_back_at=None)
    return list(found.select_related("staff__agency", "staff__account").order_by("since", "id"))


def times_of(staff: Iterable[Staff], today: date) -> dict[UUID, Times]:
    """When each of these can facilitate, in as many statements however many they are."""
    ids = [one.id for one in staff]
    usual = {
        staff_id: frozenset(slots)
        for staff_id, slots in Week.objects.filter(staff__in=ids).values_list("staff_id", "slots")
    }
    leave: dict[UUID, list[tuple[date, date]]] = {}
    away = Leave.objects.filter(staff__in=ids, until__gte=today, taken_back_at=None)
    for staff_id, since, until in away.values_list("staff_id", "since", "until"):
        leave.setdefault(staff_id, []).append((since, until))
    busy: dict[UUID, list[Span]] = keeper.work_among(ids)
    for staff_id, begins, ends in Diary.objects.filter(staff__in=ids).values_list(
        "staff_id", "begins", "ends"
    ):
        busy.setdefault(staff_id, []).extend(zip(begins, ends, strict=True))
    return {
        one: Times(usual=usual.get(one), leave=tuple(leave.get(one, ())), busy=tuple(busy.get(one, ())))
        for one in ids
    }

"""When somebody can facilitate: the half-days of their week, without leave, what their calendar holds, and meetings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from rjhub.kernel import clock

DAYS = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday",
}  # fmt: skip
PARTS = {"am": "morning", "pm": "afternoon", "eve": "evening"}
HOURS = {"am": (time(9), time(13)), "pm": (time(13), time(17)), "eve": (time(17), time(20))}
SLOTS = tuple(f"{day}-{part}" for day in DAYS for part in PARTS)
ASSUMED = frozenset(f"{day}-{part}" for day in list(DAYS)[:5] for part in ("am", "pm"))
"""What counts for somebody who has not said when they are free."""
AHEAD = 90

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Slot:
    """One half-day of one day."""

    day: date
    part: str

    @property
    def code(self) -> str:
        """Its place in the week, like mon-am."""
        return f"{list(DAYS)[self.day.weekday()]}-{self.part}"


@dataclass(frozen=True, kw_only=True)
class Times:
    """When somebody is usually free, and what takes it away. Without `usual`, office hours of working days count."""

    usual: frozenset[str] | None = None
    leave: tuple[tuple[date, date], ...] = ()
    busy: tuple[Span, ...] = field(default=(), repr=False)

    def free(self, since: datetime, days: int) -> Iterator[Slot]:
        """Every half-day that begins after a moment, in so many days, and of which nothing is taken."""
        usual = ASSUMED if self.usual is None else self.usual
        first = clock.day_of(since)
        taken = set(_taken(self.busy, first, first + timedelta(days=days)))
        for ahead in range(days + 1):
            day = first + timedelta(days=ahead)
            if any(begins <= day <= ends for begins, ends in self.leave):
                continue
            for part in PARTS:
                slot = Slot(day, part)
                if slot.code in usual and (day, part) not in taken and _begins(slot) > since:
                    yield slot

    def next_free(self, since: datetime) -> Slot | None:
        """The first half-day that is free, or None where none is in the next three months."""
        return next(self.free(since, AHEAD), None)


def _taken(spans: Iterable[Span], first: date, last: date) -> Iterator[tuple[date, str]]:
    """The half-days that any of these reach into."""
    for begins, ends in spans:
        day, over = max(first, clock.day_of(begins)), min(last, clock.day_of(ends))
        while day <= over:
            for part, (opens, shuts) in HOURS.items():
                if begins < clock.moment(day, shuts) and ends > clock.moment(day, opens):
                    yield day, part
            day += timedelta(days=1)


def _begins(slot: Slot) -> datetime:
    return clock.moment(slot.day, HOURS[slot.part][0])

"""Moves through working days, so that nothing on an invented case happens on a bank holiday."""

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from rjhub.demonstration.invented.draws import Chance
from rjhub.kernel import working_days

_FIRST_YEAR, _LAST_YEAR = 2004, 2034
_DAY_BEGINS, _DAY_ENDS = 9 * 60, 17 * 60  # minutes


class Diary:
    """A moment that only goes forward, in office hours of working days."""

    def __init__(self, day: date, chance: Chance) -> None:
        self._chance = chance
        self._place = bisect_left(_days(), day.toordinal())
        self._minute = chance.between(_DAY_BEGINS, _DAY_ENDS - 180)

    @property
    def today(self) -> date:
        """The day on which it stands."""
        return date.fromordinal(_days()[self._place])

    @property
    def now(self) -> datetime:
        """The moment at which it stands."""
        return datetime.combine(self.today, time(self._minute // 60, self._minute % 60), tzinfo=UTC)

    def tick(self) -> datetime:
        """Go some minutes on, into the next working day where this one is over, and give that moment."""
        self._minute += self._chance.between(2, 26)
        if self._minute >= _DAY_ENDS:
            self._place += 1
            self._minute = _DAY_BEGINS + self._chance.between(0, 40)
        return self.now

    def wait(self, least: int, most: int) -> None:
        """Let some working days go by; short waits are likelier than long ones."""
        days = min(self._chance.between(least, most), self._chance.between(least, most))
        if days:
            self._place += days
            self._minute = self._chance.between(_DAY_BEGINS, _DAY_ENDS - 150)

    def wait_until(self, day: date) -> None:
        """Go on to a day, or the next working day after it; stay where that has gone by."""
        place = bisect_left(_days(), day.toordinal())
        if place > self._place:
            self._place = place
            self._minute = self._chance.between(_DAY_BEGINS, _DAY_ENDS - 150)

    def after(self, number: int) -> date:
        """Give the working day that many after today."""
        return date.fromordinal(_days()[self._place + number])

    def on(self, days: int) -> date:
        """Give the day that many days on, whatever day of the week it is."""
        return self.today + timedelta(days=days)


def last_working_day(day: date) -> date:
    """Give the day, or the last working day before it."""
    return date.fromordinal(_days()[bisect_right(_days(), day.toordinal()) - 1])


@cache
def _days() -> list[int]:
    first, last = date(_FIRST_YEAR, 1, 1).toordinal(), date(_LAST_YEAR, 12, 31).toordinal()
    return [day for day in range(first, last + 1) if working_days.is_working_day(date.fromordinal(day))]

"""Working days in England and Wales, and when a clock that counts them runs out.

The Victims' Code gives duties in working days ("within 5 working days of reporting the crime") and does not
say how to count. The day on which the event happens is left out, as courts have counted since Lester v
Garland (1808), confirmed in Dodds v Walker [1981] 1 WLR 1027: reported on a Monday, 1 working day means by
the end of Tuesday, at whatever hour on Monday. Reported on a Saturday, day 1 is the Monday.

Bank holidays, with the single ones for royal events, come from the `holidays` library. England and Wales have
the same ones. Beyond the years it knows, the standing rules are used, without a holiday that nobody has
proclaimed yet.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays

from rjhub.kernel import clock
from rjhub.kernel.invalid import Invalid

_ONE_DAY = timedelta(days=1)
_FRIDAY = 4
_LIBRARY = holidays.country_holidays("GB", subdiv="ENG")
_KNOWN_YEARS = range(_LIBRARY.start_year, _LIBRARY.end_year + 1)


def is_working_day(day: date) -> bool:
    """Neither a weekend nor a bank holiday in England and Wales."""
    return day.weekday() <= _FRIDAY and day not in bank_holidays(day.year)


def add_working_days(day: date, number: int) -> date:
    """Give the working day that lies this many after the day, or before it where the number is negative.

    For 0: the day itself, or the next working day. Raises Invalid beyond the end of the calendar.
    """
    step = -_ONE_DAY if number < 0 else _ONE_DAY
    try:
        left = abs(number)
        while left or not is_working_day(day):
            day += step
            left -= is_working_day(day) if left else 0
    except OverflowError:
        message = "That is further away than a calendar goes. Enter fewer working days."
        raise Invalid(message) from None
    return day


def working_days_between(start: date, end: date) -> int:
    """Count the working days after the start up to and with the end; negative where the end comes first."""
    if end < start:
        return -working_days_between(end, start)
    weeks, rest = divmod((end - start).days, 7)
    weekdays = 5 * weeks + sum(
        (end - timedelta(days=back)).weekday() <= _FRIDAY
        for back in range(rest)  # the days of a broken week
    )
    free = (day for year in range(start.year, end.year + 1) for day in bank_holidays(year))
    return weekdays - sum(start < day <= end and day.weekday() <= _FRIDAY for day in free)


def due_on(start_at: datetime, number: int) -> date:
    """Give the day by whose end something is due that must happen within so many working days of a moment."""
    return add_working_days(clock.day_of(start_at), number)


def due_at(start_at: datetime, number: int) -> datetime:
    """Give the moment from which it is late: the end, in London, of the day on which it is due."""
    return clock.end_of(due_on(start_at, number))


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> frozenset[date]:
    """Give the bank holidays of a year in England and Wales, with the days instead of those on weekends."""
    if year in _KNOWN_YEARS:
        return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
    if year < _KNOWN_YEARS.start:  # before the Bank Holidays Act 1871
        return frozenset()
    return _by_standing_rules(year)


def _by_standing_rules(year: int) -> frozenset[date]:
    """Banking and Financial Dealings Act 1971, Schedule 1, with New Year and early May as since 1978."""
    easter = _easter_sunday(year)
    days = {
        easter - 2 * _ONE_DAY,
        easter + _ONE_DAY,
        *(_monday_from(date(year, month, day)) for month, day in ((5, 1), (5, 25), (8, 25))),
    }
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        given_instead = day
        while given_instead.weekday() > _FRIDAY or given_instead in days:
            given_instead += _ONE_DAY
        days |= {day, given_instead}
    return frozenset(days)


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _easter_sunday(year: int) -> date:
    """Gregorian Easter by the anonymous algorithm (Nature, 1876; Meeus, Astronomical Algorithms, ch. 8)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)

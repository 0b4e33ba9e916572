"""What time it is, and what that means on the wall in England and Wales.

This is the one place where the program asks for the time, so that a test can set it (time-machine). Moments
are stored in UTC; days, and times that people type, are London's.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rjhub.kernel.invalid import Invalid

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Give this moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Give today's date in London, which after midnight in summer is not yet UTC's."""
    return day_of(now())


def in_london(at: datetime) -> datetime:
    """Give the moment as London's clocks showed it. Raises ValueError for a time without a zone."""
    if at.tzinfo is None:
        message = "A moment must know its time zone."
        raise ValueError(message)
    return at.astimezone(LONDON)


def day_of(at: datetime) -> date:
    """Give the day on which the moment fell in London."""
    return in_london(at).date()


def moment(day: date, at: time) -> datetime:
    """Give the moment, in UTC, when London's clocks show this time on this day.

    Raises Invalid for the hour in March that the clocks jump over. Of the hour in October that they show
    twice, it takes the first: to come an hour early costs an hour, to come an hour late the meeting.
    """
    local = datetime.combine(day, at.replace(tzinfo=None, fold=0), LONDON)
    in_utc = local.astimezone(UTC)
    if in_utc.astimezone(LONDON).replace(tzinfo=None) != local.replace(tzinfo=None):
        message = (
            f"There is no {at:%H:%M} on {day.day} {day:%B %Y}: the clocks go forward over that hour. "
            "Enter an earlier or a later time."
        )
        raise Invalid(message)
    return in_utc


def start_of(day: date) -> datetime:
    """Give the moment, in UTC, when the day begins in London."""
    return moment(day, time.min)


def end_of(day: date) -> datetime:
    """Give the moment when the day is over in London: the first that is no longer part of it."""
    return start_of(day + timedelta(days=1))

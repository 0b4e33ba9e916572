"""How dates, moments, amounts and numbers of things are written on every page."""

from datetime import date, datetime

from rjhub.kernel import clock, money

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_DAYS_SPELT_OUT = 14


def day(value: date | None) -> str:
    """Write a date in full: 3 March 2026. A moment is shown as its day in London; nothing stays empty."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = clock.in_london(value)
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime | None) -> str:
    """Write a moment in London time: 3 March 2026 at 2:05pm, as the GOV.UK style guide has it."""
    if value is None:
        return ""
    return f"{day(value)} at {clock_time(value)}"


def clock_time(value: datetime) -> str:
    """Write the time of day: 2:05pm, 9am, midday, midnight."""
    local = clock.in_london(value)
    if local.minute == 0 and local.hour in {0, 12}:
        return "midnight" if local.hour == 0 else "midday"
    minutes = f":{local:%M}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"  # noqa: PLR2004 - noon


def ago(value: datetime | None, now: datetime | None = None) -> str:
    """Say how long ago something happened, roughly; past two weeks the date says more."""
    if value is None:
        return ""
    seconds = ((now or clock.now()) - value).total_seconds()
    if seconds < 0:
        return moment(value)
    if seconds < _MINUTE:
        return "just now"
    if seconds < _HOUR:
        return f"{plural(int(seconds // _MINUTE), 'minute')} ago"
    if seconds < _DAY:
        return f"{plural(int(seconds // _HOUR), 'hour')} ago"
    days = int(seconds // _DAY)
    return f"{plural(days, 'day')} ago" if days <= _DAYS_SPELT_OUT else day(value)


def capital(said: str) -> str:
    """Write words as they begin a heading or a sentence, and leave the rest of them as it is."""
    return said[:1].upper() + said[1:]


def plural(count: int, one: str, many: str = "") -> str:
    """Write a number with the right form of its noun: 1 case, 1,204 cases, 2 people."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def pounds(pence: int | None) -> str:
    """Write an amount that is kept in pence: £1,204 or £12.50."""
    return "" if pence is None else money.shown(pence)

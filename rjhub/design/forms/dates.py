"""Dates and times, typed in parts. Days and times are London's; moments come out in UTC."""

import calendar
import re
from datetime import date, datetime, time, timedelta
from typing import Any, NoReturn

from django.core.exceptions import ValidationError

from rjhub.design.forms.asking import Asked
from rjhub.design.forms.parts import DateParts, MomentParts, TimePart, Typed
from rjhub.kernel import clock
from rjhub.kernel.invalid import Invalid

_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d{2}))?\s*(?P<half>am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE
)
_WORDS = {"midday": time(12), "noon": time(12), "midnight": time(0)}
_NOON = 12


class Date(Asked):
    """A day. `past` and `future` say on which side of today it must lie; today itself is always allowed."""

    widget = DateParts

    def __init__(
        self,
        label: str,
        *,
        past: bool = False,
        future: bool = False,
        earliest: date | None = None,
        latest: date | None = None,
        **options: Any,
    ) -> None:
        super().__init__(label, **options)
        self.past, self.future = past, future
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> date | None:
        """Read the day. Raises ValidationError that names the parts which are wrong."""
        return None if value in self.empty_values else self.read_day(value)

    def validate(self, value: date | None) -> None:
        """Check that the day is there and lies where it must. Raises ValidationError."""
        super().validate(value)
        if value is not None:
            self.check_day(value)

    def read_day(self, typed: Typed) -> date:
        """Make a date of day, month and year."""
        missing = [part for part in DateParts.parts if not typed[part]]
        if missing:
            self._refuse(f"must include a {' and '.join(missing)}", *missing)
        month = _MONTHS.get(typed["month"].lower().rstrip("."), _whole(typed["month"]))
        year, day = _whole(typed["year"]), _whole(typed["day"])
        if len(typed["year"]) != len("2026") or not year:
            example = f"{self.subject} must have a year of 4 numbers, like {clock.today().year}"
            raise ValidationError(example, code="year", params={"parts": ("year",)})
        try:
            return date(year, month, day)
        except ValueError:
            self._not_real(day, month, year)

    def check_day(self, day: date) -> None:
        """Raise ValidationError where the day lies on the wrong side of a limit."""
        today = clock.today()
        if self.past and day > today:
            self._refuse(f"must be today or in the past, like {_example(today - timedelta(days=7))}")
        if self.future and day < today:
            self._refuse(f"must be today or in the future, like {_example(today + timedelta(days=7))}")
        if self.earliest and day < self.earliest:
            self._refuse(f"must be on or after {_example(self.earliest)}")
        if self.latest and day > self.latest:
            self._refuse(f"must be on or before {_example(self.latest)}")

    def _not_real(self, day: int, month: int, year: int) -> NoReturn:
        if not 1 <= month <= len(calendar.month_abbr) - 1:
            self._refuse("must have a real month, like 3 or March", "month")
        longest = calendar.monthrange(year, month)[1]
        if not 1 <= day <= longest:
            name = f"{calendar.month_name[month]} {year}"
            self._refuse(f"must be a real date: {name} has {longest} days", "day")
        self._refuse("must be a real date")

    def _refuse(self, complaint: str, *parts: str) -> NoReturn:
        params = {"parts": parts or DateParts.parts}
        raise ValidationError(f"{self.subject} {complaint}".replace("%", "%%"), code="invalid", params=params)


class Time(Asked):
    """A time of day, as people write it: 2:30pm, 14:30, 2pm, midday."""

    widget = TimePart

    def to_python(self, value: Any) -> time | None:
        """Read the time. Raises ValidationError."""
        return None if value in self.empty_values else read_time(value["time"], self.subject)


class Moment(Date):
    """A day and a time of day in London, answered as a moment in UTC."""

    widget = MomentParts

    def to_python(self, value: Any) -> datetime | None:
        """Read both. Raises ValidationError, also for the hour that the clocks jump over in March."""
        if value in self.empty_values:
            return None
        day = self.read_day(value)
        if not value["time"]:
            self._refuse("must include a time, like 2:30pm", "time")
        at = read_time(value["time"], self.subject)
        try:
            return clock.moment(day, at)
        except Invalid as gap:
            raise ValidationError(gap.message, code="gap", params={"parts": ("time",)}) from gap

    def check_day(self, day: date) -> None:
        """Compare days in London: an hour before midnight UTC may be tomorrow here."""
        super().check_day(clock.day_of(day) if isinstance(day, datetime) else day)


def read_time(typed: str, subject: str) -> time:
    """Read a time of day. Raises ValidationError with an example."""
    text = typed.strip().lower()
    if text in _WORDS:
        return _WORDS[text]
    found = _TIME.fullmatch(text)
    if found:
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        half = (found["half"] or "").replace(".", "")
        if half and 1 <= hour <= _NOON:
            hour = hour % _NOON + (_NOON if half == "pm" else 0)
        if (half or found["minute"]) and not (half and not 1 <= int(found["hour"]) <= _NOON):
            try:
                return time(hour, minute)
            except ValueError:
                pass
    message = f"{subject} must have a time like 2:30pm or 14:30"
    raise ValidationError(message, code="invalid", params={"parts": ("time",)})


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("2026") else 0


def _example(day: date) -> str:
    return f"{day.day} {day.month} {day.year}"

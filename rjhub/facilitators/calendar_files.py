"""Calendar files (iCalendar, RFC 5545): when somebody is busy is read out of one, and nothing else is kept.

What cannot be understood is refused with its line, and never passed over: a calendar that is half read says that
somebody is free when they are not. Repeating events are worked out by dateutil, within bounds, since a rule of a few
letters can go on for ever.
"""

import re
import time as stopwatch
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrule, rrulestr

from rjhub.facilitators import repeating
from rjhub.facilitators.free_time import Span
from rjhub.kernel import clock

LARGEST = 5_000_000
MOST_EVENTS, MOST_SPANS, MOST_SECONDS = 20_000, 3_000, 5.0
_OUTLOOK = {"GMT Standard Time": "Europe/London", "Greenwich Standard Time": "Europe/London",
            "W. Europe Standard Time": "Europe/Berlin", "Romance Standard Time": "Europe/Paris",
            "Central Europe Standard Time": "Europe/Budapest", "UTC": "UTC"}  # fmt: skip
_STAMP = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
_DURATION = re.compile(r"P(?:(\d{1,3})W|(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,5})S)?)?)")
_LINE = re.compile(r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^;:"]*))*):(.*)')
_OLDEST = 1990


class UnreadableError(Exception):
    """What in a file cannot be understood, in words for whoever chose it."""


@dataclass(frozen=True)
class _Line:
    name: str
    parameters: dict[str, str]
    value: str
    number: int

    def refuse(self, why: str) -> UnreadableError:
        return UnreadableError(f"Line {self.number} of the file ({self.name}) cannot be read: {why}.")


@dataclass
class _Event:
    lines: dict[str, list[_Line]] = field(default_factory=dict)

    def first(self, name: str) -> _Line | None:
        return next(iter(self.lines.get(name, ())), None)

    def says(self, name: str, value: str) -> bool:
        line = self.first(name)
        return line is not None and line.value.strip().upper() == value


def busy_in(content: bytes, since: datetime, until: datetime) -> list[Span]:
    """When the owner of a calendar is busy between two moments, in order and joined. Raises UnreadableError."""
    ends = stopwatch.monotonic() + MOST_SECONDS
    events = list(_events(content))
    moved = {_key(one) for one in events if one.first("RECURRENCE-ID")}
    spans: list[Span] = []
    for event in events:
        if stopwatch.monotonic() > ends:
            message = "The calendar takes too long to read. Export only the next six months."
            raise UnreadableError(message)
        if event.says("STATUS", "CANCELLED") or event.says("TRANSP", "TRANSPARENT"):
            continue
        spans += _spans(event, moved, (since, until))
    joined = _joined(spans)
    if len(joined) > MOST_SPANS:
        message = "The calendar has too many entries. Export only the next six months."
        raise UnreadableError(message)
    return joined


def _events(content: bytes) -> Iterator[_Event]:
    """Every event, without what is nested in it, such as reminders."""
    inside: list[str] = []
    event: _Event | None = None
    count = 0
    for line in _lines(content):
        if line.name == "BEGIN":
            inside.append(line.value.upper())
            if inside == ["VCALENDAR", "VEVENT"]:
                event, count = _Event(), count + 1
        elif line.name == "END":
            if not inside or inside.pop() != line.value.upper():
                raise line.refuse("it ends what did not begin")
            if event is not None and inside == ["VCALENDAR"]:
                yield event
                event = None
        elif event is not None and inside == ["VCALENDAR", "VEVENT"]:
            event.lines.setdefault(line.name, []).append(line)
        if count > MOST_EVENTS:
            message = "The calendar has too many entries. Export only the next six months."
            raise UnreadableError(message)
    if inside:
        message = "The file stops in the middle. Export it again."
        raise UnreadableError(message)


def _lines(content: bytes) -> Iterator[_Line]:
    """Put folded lines together and take them apart by name, parameters and value."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = "This is not a calendar file. Export your calendar as iCalendar (.ics)."
        raise UnreadableError(message) from None
    folded = re.sub(r"\r?\n[ \t]", "", text)
    if not folded.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        message = "This is not a calendar file. Export your calendar as iCalendar (.ics)."
        raise UnreadableError(message)
    for number, plain in enumerate(re.split(r"\r?\n", folded), start=1):
        if not plain.strip():
            continue
        found = _LINE.fullmatch(plain)
        if found is None:
            message = f"Line {number} of the file cannot be read."
            raise UnreadableError(message)
        pairs = (one.split("=", 1) for one in re.findall(r';([A-Za-z0-9-]+=(?:"[^"]*"|[^;:"]*))', found[2]))
        yield _Line(found[1].upper(), {key.upper(): said.strip('"') for key, said in pairs}, found[3], number)


def _spans(event: _Event, moved: set[tuple[str, datetime]], kept: Span) -> Iterator[Span]:
    since, until = kept
    start = event.first("DTSTART")
    if start is None:
        message = "An entry of the calendar has no beginning. Export it again."
        raise UnreadableError(message)
    begins, zone = _local(start)
    lasts = _lasts(event, start, begins)
    uid = _uid(event)
    own = event.first("RECURRENCE-ID") is not None
    for local in _occurrences(event, (begins, zone), lasts, kept):
        at = local.replace(tzinfo=zone).astimezone(UTC)
        if not own and (uid, at) in moved:
            continue
        over = (local + lasts).replace(tzinfo=zone).astimezone(UTC)
        if over > since and at < until and over > at:
            yield max(at, since), min(over, until)


def _occurrences(
    event: _Event, start: tuple[datetime, ZoneInfo], lasts: timedelta, kept: Span
) -> list[datetime]:
    """When it begins, by the clock of its own place, so that ten o'clock stays ten o'clock over the year."""
    (begins, zone), (since, until) = start, kept
    low = since.astimezone(zone).replace(tzinfo=None) - lasts - timedelta(days=1)
    high = until.astimezone(zone).replace(tzinfo=None)
    apart = {
        _local(line, value)[0] for line in event.lines.get("EXDATE", []) for value in line.value.split(",")
    }
    more = [
        _local(line, value)[0] for line in event.lines.get("RDATE", []) for value in line.value.split(",")
    ]
    found = [begins, *more]
    for line in event.lines.get("RRULE", []):
        wrong = repeating.trouble(line.value)
        if wrong:
            raise line.refuse(wrong)
        rule = rrulestr(repeating.until_local(line.value, zone), dtstart=begins)
        found += _between(rule, low, high, line)
    return sorted({one for one in found if low <= one <= high} - apart)


def _between(rule: rrule, low: datetime, high: datetime, line: _Line) -> list[datetime]:
    try:
        return list(rule.between(low, high, inc=True))
    except (ValueError, OverflowError) as error:
        raise line.refuse("the rule by which it repeats makes no sense") from error


def _lasts(event: _Event, start: _Line, begins: datetime) -> timedelta:
    ends, duration = event.first("DTEND"), event.first("DURATION")
    if ends is not None:
        lasts = _aware(*_local(ends)) - _aware(*_local(start))
        if lasts < timedelta(0):
            raise ends.refuse("it ends before it begins")
        return (
            _local(ends)[0] - begins if ends.parameters.get("TZID") == start.parameters.get("TZID") else lasts
        )
    if duration is not None:
        found = _DURATION.fullmatch(duration.value.strip().removeprefix("+"))
        if found is None:
            raise duration.refuse("it is no length of time")
        weeks, days, hours, minutes, seconds = (int(one or 0) for one in found.groups())
        return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return timedelta(days=1) if "T" not in start.value else timedelta(0)


def _local(line: _Line, value: str = "") -> tuple[datetime, ZoneInfo]:
    """A moment by the clock of its place, and the place. A whole day begins at midnight in London."""
    found = _STAMP.fullmatch((value or line.value).strip())
    if found is None:
        raise line.refuse("it is no date or time")
    try:
        day = datetime.strptime(found[1], "%Y%m%d").date()  # noqa: DTZ007 the zone stands beside it
        at = datetime.strptime(found[2] or "000000", "%H%M%S").time()  # noqa: DTZ007
    except ValueError as error:
        raise line.refuse("it is no date or time") from error
    if day.year < _OLDEST:
        raise line.refuse(f"it is before {_OLDEST}")
    return datetime.combine(day, at), _zone(line, in_utc=bool(found[3]), whole_day=found[2] is None)


def _zone(line: _Line, *, in_utc: bool, whole_day: bool) -> ZoneInfo:
    named = line.parameters.get("TZID", "")
    if in_utc:
        return ZoneInfo("UTC")
    if not named or whole_day:
        return clock.LONDON
    try:
        return ZoneInfo(_OUTLOOK.get(named, named))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise line.refuse(f"the time zone “{named[:60]}” is not known") from error


def _key(event: _Event) -> tuple[str, datetime]:
    line = event.first("RECURRENCE-ID")
    return _uid(event), _aware(*_local(line)) if line else datetime.max.replace(tzinfo=UTC)


def _uid(event: _Event) -> str:
    line = event.first("UID")
    return line.value if line else ""


def _aware(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone).astimezone(UTC)


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for begins, ends in sorted(spans):
        if joined and begins <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], ends)
        else:
            joined.append((begins, ends))
    return joined


def window(today: date) -> Span:
    """What is kept of a calendar: from today, for half a year."""
    return clock.start_of(today), clock.moment(today + timedelta(days=183), time(0))

"""The calendar file that somebody else's calendar fetches: when they have work, and nothing of what it is."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

from rjhub.facilitators.free_time import Span

_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//RJ Hub//RJ work//EN", "CALSCALE:GREGORIAN",
         "X-WR-CALNAME:RJ work", "REFRESH-INTERVAL;VALUE=DURATION:PT1H")  # fmt: skip


def written(spans: Iterable[Span], key: str, at: datetime) -> str:
    """The file. Each entry is called “RJ work”: no case, no person, no place."""
    lines = list(_HEAD)
    for begins, ends in spans:
        named = hashlib.sha256(f"{key} {begins.timestamp()}".encode()).hexdigest()[:32]
        lines += [
            "BEGIN:VEVENT", f"UID:{named}@rjhub", f"DTSTAMP:{_stamp(at)}", f"DTSTART:{_stamp(begins)}",
            f"DTEND:{_stamp(ends)}", "SUMMARY:RJ work", "CLASS:PRIVATE", "TRANSP:OPAQUE", "END:VEVENT",
        ]  # fmt: skip
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"

"""Calendar files (iCalendar, RFC 5545) that say when, and nothing else.

A calendar is shared, copied to telephones and read over shoulders: the file names no case, no person and no place. It
is a few lines of a format that does not change, with no text to escape or fold, so no library writes it.
"""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from django.conf import settings

from rjhub.kernel import clock

MIME = "text/calendar; charset=utf-8"
SUMMARY = "Appointment: look in RJ Hub"
KEPT_FREE = timedelta(hours=2)
"""How long a meeting takes nobody knows before; so long nothing else is booked over it."""


def event(*, starts_at: datetime, number: int, of: str) -> str:
    """Give the file of one appointment. A later one `of` the same thing, with a higher number, takes its place."""
    key = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"calendar events").digest()
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//RJ Hub//EN",
        "BEGIN:VEVENT",
        f"UID:{hmac.new(key, of.encode(), hashlib.sha256).hexdigest()[:32]}",
        f"SEQUENCE:{number}",
        f"DTSTAMP:{_utc(clock.now())}",
        f"DTSTART:{_utc(starts_at)}",
        f"DTEND:{_utc(starts_at + KEPT_FREE)}",
        f"SUMMARY:{SUMMARY}",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{line}\r\n" for line in lines)


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"

"""When somebody can facilitate, in their entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Row, Shown
from rjhub.design.words import day, moment, plural
from rjhub.facilitators.free_time import DAYS, PARTS, Slot, Times
from rjhub.facilitators.models import Diary, Leave, Week
from rjhub.partnership.models import Staff

LEAVE = "Coordinators see from when to when. Nobody asks why."
DIARY = (
    "Export your calendar as a file (.ics), for example from Outlook or Google Calendar, and select it here. We keep "
    "from when to when you are busy in the next six months. We do not keep what you do, where, or with whom. "
    "A new file replaces the one before."
)


@dataclass(frozen=True)
class Away:
    """One time of leave, and where it is taken back."""

    days: str
    address: str


@dataclass(frozen=True, kw_only=True)
class FreeTime:
    """When somebody is free, as one reader sees it; `feed` is said of oneself alone."""

    rows: tuple[Row, ...]
    away: tuple[Away, ...]
    is_own: bool
    has_feed: bool
    feed: str = ""
    make_feed: str = ""
    end_feed: str = ""


@dataclass(frozen=True)
class FeedMade:
    """The address, shown once."""

    address: str
    back: Link
    title: str = "Your calendar address"


def shown(
    staff: Staff, times: Times, leave: Sequence[Leave], now: datetime, *, may_say: bool, own: bool,
    fed_since: datetime | None,
) -> FreeTime:  # fmt: skip
    """What is said of when somebody is free."""
    diary: Diary | None = getattr(staff, "diary", None)
    week: Week | None = getattr(staff, "week", None)
    read = (
        f"Read on {moment(diary.read_at)}, as far as {day(diary.until)}" if diary else "No calendar was read"
    )
    return FreeTime(
        rows=(
            Row("Next free", _next(times.next_free(now))),
            Row("Usually free", _usual(week)),
            Row("Calendar", read),
        ),
        away=tuple(_away(one, may_say=may_say) for one in leave),
        is_own=own,
        has_feed=fed_since is not None,
        feed=f"An address was made on {moment(fed_since)}." if fed_since else "No address was made yet.",
        make_feed=reverse("facilitators:new_feed"),
        end_feed=reverse("facilitators:ending_feed"),
    )


def diary_read(busy: int) -> str:
    """What is said when a calendar was read."""
    return f"Your calendar was read: {plural(busy, 'time')} in the next six months at which you are busy."


def when(slot: Slot) -> str:
    """A half-day in words."""
    return f"{DAYS[slot.code.split('-')[0]]} {day(slot.day)}, {PARTS[slot.part]}"


def _next(slot: Slot | None) -> str:
    return when(slot) if slot else "Not in the next three months"


def _usual(week: Week | None) -> Shown:
    if week is None:
        return "Not said. Mornings and afternoons of working days count."
    said: list[Shown] = []
    for code, name in DAYS.items():
        parts = [words for part, words in PARTS.items() if f"{code}-{part}" in week.slots]
        if parts:
            said.append(f"{name}: {', '.join(parts)}")
    return said or "Never"


def _away(one: Leave, *, may_say: bool) -> Away:
    days = day(one.since) if one.since == one.until else f"{day(one.since)} to {day(one.until)}"
    return Away(days, reverse("facilitators:leave_ending", args=[one.staff_id, one.id]) if may_say else "")

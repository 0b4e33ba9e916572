"""How many hours of learning a level asks for in a year, and how somebody stands.

The Restorative Justice Council asks for 6, 12 and 16 hours of continuing professional development a year at its three
levels, at least half of them approved. A year begins on the day on which the level was given.
"""

from dataclasses import dataclass
from datetime import date

from rjhub.facilitators.models import Learning
from rjhub.partnership import queries as partnership
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Level

HOURS = {Level.FOUNDATION: 6, Level.INTERMEDIATE: 12, Level.ADVANCED: 16}
_LEAP = (2, 29)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Minutes in the year that began on a day, beside what the level asks for."""

    since: date
    needed: int
    done: int
    approved: int

    @property
    def is_enough(self) -> bool:
        """Whether the year's hours are there, and half of what is needed is approved."""
        return self.done >= self.needed and 2 * self.approved >= self.needed


def progress(staff: Staff, today: date) -> Progress | None:
    """How somebody stands today, from what was read with them; None without a level, which asks for nothing."""
    held = partnership.level_now(staff)
    if held is None:
        return None
    since = year_of(held.since, today)
    counted = [one for one in staff.learnings.all() if counts(one) and since <= one.learnt_on <= today]
    return Progress(
        since=since,
        needed=60 * HOURS[Level(held.level)],
        done=sum(one.minutes for one in counted),
        approved=sum(one.minutes for one in counted if one.approved_at),
    )


def counts(one: Learning) -> bool:
    """Whether an entry was not taken back."""
    return one.taken_back_at is None


def year_of(first: date, today: date) -> date:
    """Give the newest anniversary of a day. What began on 29 February begins on the 28th in other years."""
    this_year = _on(first, today.year)
    return this_year if this_year <= today else _on(first, today.year - 1)


def _on(first: date, year: int) -> date:
    if (first.month, first.day) == _LEAP:
        first = first.replace(day=28)
    return first.replace(year=year)

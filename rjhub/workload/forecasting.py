"""From the cases that were led to a forecast, for those that need an Advanced lead and for all others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from rjhub.engines.forecasting.history import History, Spell, TooLittleError
from rjhub.engines.forecasting.simulating import Forecast, forecast
from rjhub.partnership.vocabulary import Level
from rjhub.workload.queries import Led

WEEK = timedelta(weeks=1)
USUAL_FOR_A_LEAD = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A forecast for the cases of one kind, or why there is none."""

    level: Level
    now: int
    weeks_to_a_lead: int
    told: Forecast | None
    too_little: str = ""


def forecasts(led: Sequence[Led], *, rise: float, weeks: int, today: date) -> tuple[Found, ...]:
    """For cases that are sensitive or complex, which an Advanced facilitator leads, and for all others."""
    return tuple(
        _found(level, [one for one in led if one.is_sensitive == is_sensitive], rise, weeks, today)
        for level, is_sensitive in ((Level.INTERMEDIATE, False), (Level.ADVANCED, True))
    )


def usual_for(leads: Sequence[int]) -> int:
    """How many cases somebody who leads any leads now: what the one in the middle has."""
    return max(round(median(leads)), 1) if leads else USUAL_FOR_A_LEAD


def _found(level: Level, led: list[Led], rise: float, weeks: int, today: date) -> Found:
    now = sum(one.until is None for one in led)
    # More referrals are more to lead only once they have gone through all that comes before.
    wait = round(median((one.since - one.opened_on) / WEEK for one in led)) if led else 0
    try:
        told = forecast(history_of(led, today), weeks=weeks, rise=rise, after=max(wait, 0))
    except TooLittleError as little:
        return Found(level, now, wait, None, str(little))
    return Found(level, now, wait, told)


def history_of(led: Iterable[Led], today: date) -> History:
    """What began in each of the whole weeks that end today, and how long each case was led. Raises TooLittleError."""
    known = [one for one in led if one.since <= today]
    first = min((one.since for one in known), default=today)
    begun = [0] * ((today - first) // WEEK)
    for one in known:
        back = (today - one.since - timedelta(days=1)) // WEEK  # today's own is of the week that ends today
        if 0 <= back < len(begun):
            begun[-1 - back] += 1
    spells = tuple(
        Spell(((one.until or today) - one.since) / WEEK, has_ended=one.until is not None) for one in known
    )
    return History(tuple(begun), spells)

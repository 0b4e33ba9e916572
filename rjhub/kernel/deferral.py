"""How long a court may defer sentence, so that restorative justice can happen first.

Source: Sentencing Act 2020 s.5(2) and (2A): at most 6 months after the order is made if the offender was
convicted of any of the offences before section 5 of the Sentencing Act 2026 came into force, at most 12
months if of all of them on or after that day. The day it came into force is an argument, because it was not
known when this was written; None means "not yet".
"""

from collections.abc import Collection
from datetime import date

from rjhub.kernel.invalid import Invalid
from rjhub.kernel.months import add_months

_MONTHS_BEFORE, _MONTHS_SINCE = 6, 12


def most_months(*, convicted_on: Collection[date], twelve_months_since: date | None) -> int:
    """Give the longest deferral in months: 6 or 12. Raises Invalid without a date of conviction."""
    if not convicted_on:
        message = (
            "Enter the date of conviction for each offence: how long sentence can be deferred depends on it."
        )
        raise Invalid(message)
    if twelve_months_since is None or min(convicted_on) < twelve_months_since:
        return _MONTHS_BEFORE
    return _MONTHS_SINCE


def latest_end(*, made_on: date, convicted_on: Collection[date], twelve_months_since: date | None) -> date:
    """Give the last day to which sentence can be deferred by an order made on this day.

    Raises Invalid without a date of conviction, or for a conviction after the order.
    """
    months = most_months(convicted_on=convicted_on, twelve_months_since=twelve_months_since)
    if max(convicted_on) > made_on:
        message = "The date of conviction is after the date of the deferral. Check both dates."
        raise Invalid(message)
    return add_months(made_on, months)


def check_end(
    until: date, *, made_on: date, convicted_on: Collection[date], twelve_months_since: date | None
) -> None:
    """Raise Invalid unless sentence can be deferred until this day."""
    latest = latest_end(made_on=made_on, convicted_on=convicted_on, twelve_months_since=twelve_months_since)
    if until <= made_on:
        message = "The new sentencing date must be after the date of the deferral. Check both dates."
        raise Invalid(message)
    if until > latest:
        months = most_months(convicted_on=convicted_on, twelve_months_since=twelve_months_since)
        message = (
            f"Sentence can be deferred for {months} months at most. "
            f"Enter a date up to {latest.day} {latest:%B %Y}."
        )
        raise Invalid(message)

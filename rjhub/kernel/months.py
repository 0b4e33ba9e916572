"""Calendar months, as the law counts them."""

import calendar
from datetime import date

from rjhub.kernel.invalid import Invalid


def add_months(day: date, number: int) -> date:
    """Give the day of the same number so many months on, or the last of that month where it is shorter.

    The corresponding date rule, Dodds v Walker [1981] 1 WLR 1027 (HL): four months from 30 September end on
    30 January. Raises Invalid beyond the end of the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    if not date.min.year <= year <= date.max.year:
        message = "That is further away than a calendar goes. Enter fewer months."
        raise Invalid(message)
    _, days_in_month = calendar.monthrange(year, month + 1)
    return date(year, month + 1, min(day.day, days_in_month))

"""Money, in whole pence: no fraction of a penny can appear or get lost."""

import re

from rjhub.kernel.invalid import Invalid
from rjhub.kernel.text import clean_line

_SHAPE = re.compile(r"(-?)£?([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,10})(\.[0-9]{2})?")


def shown(pence: int) -> str:
    """Give "£1,234.50", and "£12" where there are no pence."""
    pounds, rest = divmod(abs(pence), 100)
    sign = "−" if pence < 0 else ""  # noqa: RUF001 a real minus sign, which screen readers say
    return f"{sign}£{pounds:,}.{rest:02}" if rest else f"{sign}£{pounds:,}"


def parse(text: str) -> int:
    """Give the pence in "1,234.50", "£12" or "12.00". Raises Invalid."""
    typed = clean_line(text).replace(" ", "").replace("−", "-")  # noqa: RUF001
    match = _SHAPE.fullmatch(typed)
    if not match:
        message = "Enter an amount in pounds and pence, like 250 or 1,234.50."
        raise Invalid(message)
    sign, pounds, _, pence = match.groups()
    amount = int(pounds.replace(",", "")) * 100 + int((pence or ".00")[1:])
    return -amount if sign else amount

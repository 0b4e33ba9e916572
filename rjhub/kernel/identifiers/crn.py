"""The CRN: the number by which probation knows a person."""

import re

from rjhub.kernel.invalid import Invalid
from rjhub.kernel.text import clean_line

EXAMPLE = "X123456"
_SHAPE = re.compile(r"[A-Z][0-9]{6}")


def parse(text: str) -> str:
    """Give a letter and 6 digits. Raises Invalid."""
    typed = re.sub(r"\s", "", clean_line(text)).upper()
    if not _SHAPE.fullmatch(typed):
        message = f"Enter a probation CRN like {EXAMPLE}: a letter and 6 digits."
        raise Invalid(message)
    return typed

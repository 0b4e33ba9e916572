"""The prison number (also NOMIS or NOMS number): one for a person, the same in every prison."""

import re

from rjhub.kernel.invalid import Invalid
from rjhub.kernel.text import clean_line

EXAMPLE = "A1234BC"
_SHAPE = re.compile(r"[A-Z][0-9]{4}[A-Z]{2}")


def parse(text: str) -> str:
    """Give a letter, 4 digits and 2 letters. Raises Invalid."""
    typed = re.sub(r"\s", "", clean_line(text)).upper()
    if not _SHAPE.fullmatch(typed):
        message = f"Enter a prison number like {EXAMPLE}: a letter, 4 digits and 2 letters."
        raise Invalid(message)
    return typed

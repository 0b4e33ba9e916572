"""Telephone numbers: stored in the international form (E.164), shown as people in Britain write them."""

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat

from rjhub.kernel.invalid import Invalid
from rjhub.kernel.text import clean_line

EXAMPLE = "01632 960001 or 07700 900982"
_SHAPE = re.compile(r"\+?[0-9 ().-]{3,30}")
# Ofcom keeps these for drama: nobody is ever reached on them, and the numbering tables leave some out.
_DRAMA = re.compile(
    r"\+44(1632960|7700900|11[3-8]4960|1[2-6]14960|1914980|2079460|2896496|2920180|3069990|8081570|9098790)[0-9]{3}"
)


def parse(text: str) -> str:
    """Give the number in the form "+447700900982"; a number without a country is British. Raises Invalid."""
    typed = clean_line(text)
    if not _SHAPE.fullmatch(typed):
        message = f"Enter one telephone number, like {EXAMPLE}, without words or an extension."
        raise Invalid(message)
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        number = phonenumbers.PhoneNumber()
    stored = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if not phonenumbers.is_valid_number(number) and not _DRAMA.fullmatch(stored):
        message = f"No such telephone number is in use. Check that you have all its digits, like {EXAMPLE}."
        raise Invalid(message)
    return stored


def shown(stored: str) -> str:
    """Give "07700 900982" for a British number, "+33 1 23 45 67 89" for one abroad; what is none stays as it is."""
    try:
        number = phonenumbers.parse(stored)
    except phonenumbers.NumberParseException:
        return stored
    british = number.country_code == phonenumbers.country_code_for_region("GB")
    return phonenumbers.format_number(
        number, PhoneNumberFormat.NATIONAL if british else PhoneNumberFormat.INTERNATIONAL
    )

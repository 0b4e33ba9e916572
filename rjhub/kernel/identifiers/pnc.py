"""The PNC ID: the number that police give a person on the Police National Computer.

Source of the rules and of the published examples in the tests: hmpps-person-record (Ministry of Justice, MIT
licence), PNCIdentifier.kt. The one form is "YYYY/NNNNNNND": 4 digits of year, 7 of serial, check letter.
"""

import re

from rjhub.kernel import clock
from rjhub.kernel.identifiers.check_letter import check_letter
from rjhub.kernel.invalid import Invalid
from rjhub.kernel.text import clean_line

EXAMPLE = "2001/0171310W"
_SHAPE = re.compile(r"([0-9]{2}|[0-9]{4})/([0-9]{1,7})([A-Z])")
_WITHOUT_SLASH = re.compile(r"([0-9]+)([A-Z])")
_EARLIEST_YEAR = 1900


def parse(text: str) -> str:
    """Give "YYYY/NNNNNNND" for any way of writing it: two-digit year, no slash, zeros left out.

    A two-digit year that has not come yet in this century is of the last one. Raises Invalid.
    """
    typed = re.sub(r"\s", "", clean_line(text)).upper()
    if match := _SHAPE.fullmatch(typed):
        readings = [match.groups()]
    elif match := _WITHOUT_SLASH.fullmatch(typed):
        readings = _readings(*match.groups())
    else:
        readings = []
    possible = {_canonical(year, serial, letter) for year, serial, letter in readings if _is_year(year)}
    if not possible:
        message = f"Enter a PNC ID like {EXAMPLE}: a year, a slash, up to 7 digits and a letter."
        raise Invalid(message)
    right = sorted(pnc for pnc in possible if pnc[-1] == check_letter(pnc[2:4] + pnc[5:-1]))
    if not right:
        message = "The letter at the end does not fit the digits, so one of them is wrong. Check the PNC ID."
        raise Invalid(message)
    if len(right) > 1:
        message = f"Enter the PNC ID with a slash after the year: this could be {' or '.join(right)}."
        raise Invalid(message)
    return right[0]


def _readings(digits: str, letter: str) -> list[tuple[str, ...]]:
    """Where no slash stands: the year may be the first two digits or the first four."""
    cuts = [cut for cut in (2, 4) if 1 <= len(digits) - cut <= 7]  # noqa: PLR2004 lengths of a year and a serial
    return [(digits[:cut], digits[cut:], letter) for cut in cuts]


def _canonical(year: str, serial: str, letter: str) -> str:
    return f"{_four_digits(year)}/{serial:0>7}{letter}"


def _four_digits(year: str) -> str:
    if len(year) == len("2001"):
        return year
    century = clock.today().year // 100
    return f"{century if int(year) <= clock.today().year % 100 else century - 1}{year}"


def _is_year(year: str) -> bool:
    return _EARLIEST_YEAR <= int(_four_digits(year)) <= clock.today().year

"""The CRO number: the number of a person's fingerprint and conviction record.

Source of the rules and of the published examples in the tests: hmpps-person-record (Ministry of Justice, MIT
licence), CROIdentifier.kt. Two forms: "NNNNNN/YYD", and "SFYY/NNNNND" for a small file. The check letter is
over the year and the serial, padded to six digits in the first form and to five in the second: all the
four-digit small files in that project's list of valid numbers fit that, though its code does not pad.
"""

import re

from rjhub.kernel.identifiers.check_letter import check_letter
from rjhub.kernel.invalid import Invalid
from rjhub.kernel.text import clean_line

EXAMPLE = "265416/21G"
_STANDARD = re.compile(r"([0-9]{1,6})/([0-9]{2})([A-Z])")
_SMALL_FILE = re.compile(r"SF([0-9]{2})/([0-9]{1,6})([A-Z])")


def parse(text: str) -> str:
    """Give "NNNNNN/YYD" (zeros put in front) or "SFYY/ND" (zeros in front dropped). Raises Invalid."""
    typed = re.sub(r"\s", "", clean_line(text)).upper()
    if match := _STANDARD.fullmatch(typed):
        serial, year, letter = match.groups()
        digits, canonical = f"{year}{serial:0>6}", f"{serial:0>6}/{year}{letter}"
    elif match := _SMALL_FILE.fullmatch(typed):
        year, serial, letter = match.groups()
        digits, canonical = f"{year}{serial.lstrip('0'):0>5}", f"SF{year}/{serial.lstrip('0') or '0'}{letter}"
    else:
        message = f"Enter a CRO number like {EXAMPLE} or SF05/482703J."
        raise Invalid(message)
    if letter != check_letter(digits):
        message = (
            "The letter at the end does not fit the digits, so one of them is wrong. Check the CRO number."
        )
        raise Invalid(message)
    return canonical

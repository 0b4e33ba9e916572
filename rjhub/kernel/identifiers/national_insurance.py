"""The National Insurance number.

Source: HMRC National Insurance Manual NIM39110 for letters that are never issued; the criminal justice data
standards allow the last letter to be missing, because the number is one person's without it.
"""

import re

from rjhub.kernel.invalid import Invalid
from rjhub.kernel.text import clean_line

EXAMPLE = "QQ 12 34 56 C"  # HMRC's own example; its prefix is never issued
_SHAPE = re.compile(r"([A-Z]{2})([0-9]{6})([A-D]?)")
_NEVER_EITHER = frozenset("DFIQUV")
_NEVER_ISSUED = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})


def parse(text: str) -> str:
    """Give 2 letters, 6 digits and, where known, the last letter, without spaces. Raises Invalid."""
    typed = re.sub(r"\s", "", clean_line(text)).upper()
    match = _SHAPE.fullmatch(typed)
    if not match:
        message = f"Enter a National Insurance number like {EXAMPLE}: 2 letters, 6 digits and A, B, C or D."
        raise Invalid(message)
    prefix = match[1]
    if set(prefix) & _NEVER_EITHER or prefix[1] == "O" or prefix in _NEVER_ISSUED:
        message = f"No National Insurance number begins with {prefix}. Check the first two letters."
        raise Invalid(message)
    return typed


def without_last_letter(number: str) -> str:
    """Give the part that tells one person from another."""
    return number[:8]

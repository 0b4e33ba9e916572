"""Text that both sides of a case may read: it must not say where somebody is or how to reach them."""

import re

from rjhub.kernel.identifiers import postcode
from rjhub.kernel.invalid import Invalid

_POSTCODE = re.compile(r"\b[A-Za-z]{1,2}[0-9][0-9A-Za-z]?\s{0,2}[0-9][A-Za-z]{2}\b")
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,64}\.[^\s@]{2,}")
_PHONE = re.compile(r"(?<![0-9])(?:\+44|0044|0)[\s().-]{0,3}(?:[0-9][\s().-]{0,2}){9,10}(?![0-9])")
_STREET = re.compile(
    r"\b[0-9]{1,4}[A-Za-z]?,?\s+(?:[A-Z][\w'-]+\s+){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Drive|Dr|Way|Court|Crescent|Gardens|Grove|Terrace|Place"
    r"|Square)\b"
)
_WHAT = {"postcode": _POSTCODE, "email address": _EMAIL, "phone number": _PHONE, "home address": _STREET}


def for_both_sides(text: str) -> str:
    """Give the text back. Raises Invalid, naming what to take out, where it shows how to find somebody."""
    for what, pattern in _WHAT.items():
        for found in pattern.finditer(text):
            if what != "postcode" or _is_postcode(found[0]):
                article = "an" if what == "email address" else "a"
                message = (
                    f"Take out “{found[0].strip()}”. It looks like {article} {what}, and people on both sides "
                    "may read this. Ways to reach somebody go on the page about safe contact."
                )
                raise Invalid(message)
    return text


def _is_postcode(text: str) -> bool:
    try:
        postcode.parse(text)
    except Invalid:
        return False
    return True

"""Ways to reach somebody inside a text: e-mail addresses, postcodes and telephone numbers.

It finds what looks like one. A house number and street it does not know, so a person still has to read the text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rjhub.kernel.identifiers import postcode
from rjhub.kernel.invalid import Invalid

LEFT_OUT = "[left out]"


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a text by which somebody could be reached."""

    kind: str
    text: str


def found_in(text: str) -> tuple[Found, ...]:
    """Everything in a text that looks like a way to reach somebody, in the order in which it stands there."""
    return tuple(Found(kind, text[start:end]) for start, end, kind in _places(text))


def without(text: str) -> str:
    """The text with each way to reach somebody replaced by words that say so."""
    kept, at = [], 0
    for start, end, _ in _places(text):
        if start >= at:
            kept += [text[at:start], LEFT_OUT]
            at = end
    return "".join([*kept, text[at:]])


def _places(text: str) -> list[tuple[int, int, str]]:
    return sorted(place for kind, shape, is_one in _KINDS for place in _matches(text, kind, shape, is_one))


def _matches(
    text: str, kind: str, shape: re.Pattern[str], is_one: Callable[[str], bool]
) -> Iterator[tuple[int, int, str]]:
    return ((one.start(), one.end(), kind) for one in shape.finditer(text) if is_one(one.group()))


def _is_postcode(candidate: str) -> bool:
    try:
        return bool(postcode.parse(" ".join(candidate.split())))
    except Invalid:
        return False


_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("e-mail address", re.compile(r"[^\s@<>]+@[^\s@<>]+\.[A-Za-z]{2,}"), bool),
    (
        "postcode",
        re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?[\s.-]*[0-9][A-Z]{2}\b", re.IGNORECASE),
        _is_postcode,
    ),
    # Nine digits or more that begin like a number to dial: shorter ones are prices, dates and house numbers.
    ("telephone number", re.compile(r"(?<![0-9])(?:\+[0-9]|0)(?:[ ().-]*[0-9]){8,}"), bool),
)

"""What a value comes down to before it is compared. Takes any text and never fails."""

import re
import unicodedata
from datetime import date

from rjhub.kernel.matching.alphabets import in_plain_letters
from rjhub.kernel.matching.names import name_parts

_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_SAYS_NOTHING = frozenset(
    {"19000101", "19010101", "18990101", "18991230", "00010101", "99991231", "00000000"}
)
_KINDS_OF_STREET = {
    "road": "rd", "street": "st", "lane": "ln", "avenue": "ave", "av": "ave", "close": "cl", "drive": "dr",
    "court": "ct", "crescent": "cres", "terrace": "terr", "place": "pl", "grove": "gr", "gardens": "gdns",
    "square": "sq", "saint": "st", "circuit": "cct",
}  # fmt: skip
_FLAT = re.compile(r"\b(flat|apartment|apt|unit|room)\s*\w+\s*,?\s*")
_HOUSE = re.compile(r"\b\d+[a-z]?\b")
_TIME = re.compile(r"[t ]\d\d?:\d\d.*")
_DIVIDED = re.compile(r"^[^a-z]*[-/.][^a-z]*[-/.][^a-z]*$")
_EARLIEST, _LATEST = 1000, 2100
_SHORTEST_NUMBER = 3
_TELEPHONE = 9  # the last digits, in which +44 and 0 do not show


def name(text: str) -> str:
    """The parts of a name in small plain letters; nothing for "Unknown"."""
    return " ".join(name_parts(text)[:6])


def born(text: str) -> str:
    """A date as eight digits, year first; impossible ones stay, because a slip may have made them so."""
    text = _TIME.sub("", text.casefold())
    if _DIVIDED.search(text):
        text = "".join(text.split())  # "2001-0 6-04"
    words = re.findall(r"\d+|[a-z]+", text)
    words = [str(_MONTHS.get(word[:3], word)) for word in words if word.isdecimal() or word[:3] in _MONTHS]
    joined = _in_order(words)
    return "" if joined in _SAYS_NOTHING else joined


def _in_order(words: list[str]) -> str:
    if not words or not all(word.isascii() for word in words):
        return ""
    if len(words[0]) == len("20261122"):
        day_first = not _EARLIEST <= int(words[0][:4]) <= _LATEST
        return words[0][4:] + words[0][2:4] + words[0][:2] if day_first else words[0]
    if len(words) < len(("day", "month", "year")):
        return f"{words[0]}0101" if len(words[0]) == len("2026") else ""
    first, second, third = words[:3]
    if len(first) == len("2026"):
        return first + second.zfill(2)[:2] + third.zfill(2)[:2]
    if len(third) == 2:  # noqa: PLR2004 a year without its century
        third = ("20" if int(third) <= date.today().year % 100 else "19") + third  # noqa: DTZ011 only the century
    return third + second.zfill(2)[:2] + first.zfill(2)[:2] if len(third) == len("2026") else ""


def swapped(digits: str) -> str:
    """The same date with day and month the other way round; nothing where that is no date."""
    if not re.fullmatch(r"[0-9]{6}(0[1-9]|1[0-2])", digits):
        return ""
    return digits[:4] + digits[6:] + digits[4:6]


def sex(text: str) -> str:
    """M or f, for whatever begins so."""
    first = text.strip().casefold()[:1]
    return {"m": "m", "f": "f", "w": "f", "1": "m", "2": "f"}.get(first, "")


def words(text: str) -> str:
    """Small plain letters and digits, and single spaces between."""
    plain = in_plain_letters(unicodedata.normalize("NFKC", text))
    return " ".join(re.findall(r"[^\W_]+", plain))


def house(text: str) -> str:
    """The number of a house in an address."""
    found = _HOUSE.search(_FLAT.sub("", text.casefold()))
    return found.group() if found else ""


def street(text: str) -> str:
    """The words of an address without the number, its kind of street shortened."""
    rest = _HOUSE.sub(" ", _FLAT.sub("", text.casefold()))
    return " ".join(_KINDS_OF_STREET.get(word, word) for word in words(rest).split())


def code(text: str) -> str:
    """Letters and digits of a postcode or an official number, in capitals."""
    plain = re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", text).upper())
    return "" if len(plain) < _SHORTEST_NUMBER or len(set(plain)) == 1 else plain


def outward(postcode: str) -> str:
    """The part of a postcode that says which town."""
    return postcode[:-3] if len(postcode) > 4 else postcode[:2]  # noqa: PLR2004 the inward code has three


def telephone(text: str) -> str:
    """The last nine digits."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))[-_TELEPHONE:]
    return digits if len(digits) >= 6 and len(set(digits)) > 1 else ""  # noqa: PLR2004 no number is shorter


def email(text: str) -> str:
    """An address in small letters; nothing where it is none."""
    plain = "".join(text.casefold().split())
    return plain if "@" in plain.strip("@") else ""

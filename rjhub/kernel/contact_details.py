"""Ways to reach somebody inside a text: e-mail addresses, postcodes, telephone numbers and street addresses.

It finds what looks like one, however it is spelled: parted by spaces or dots, with O for 0, "at" and "dot", number
words, or letters of another alphabet. A house by its name, and a street without a number, it does not know.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rjhub.kernel import folding
from rjhub.kernel.identifiers import email, postcode, telephone
from rjhub.kernel.invalid import Invalid

LEFT_OUT = "[left out]"
EMAIL, POSTCODE, TELEPHONE, STREET = "email address", "postcode", "telephone number", "street address"


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a text by which somebody could be reached; `stored` is the form in which records keep it."""

    kind: str
    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
    stored: str = field(default="", compare=False)


def found_in(text: str) -> tuple[Found, ...]:
    """Everything in a text that looks like a way to reach somebody, in the order in which it stands there."""
    kept: list[Found] = []
    for one in sorted(_all_in(text), key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def without(text: str, *, streets: bool = True) -> str:
    """The text with each way to reach somebody replaced by words that say so; `streets` False leaves those in."""
    kept, at = [], 0
    for one in found_in(text):
        if streets or one.kind != STREET:
            kept += [text[at : one.start], LEFT_OUT]
            at = one.end
    return "".join([*kept, text[at:]])


def _all_in(text: str) -> Iterator[Found]:
    letters = folding.folded(text)
    yield from (_found(text, letters, EMAIL, one, _email(one)) for one in _EMAIL.finditer(letters.text))
    digits = folding.with_digits(letters)
    for shape in _TELEPHONES:
        for one in shape.finditer(digits.text):
            if (stored := _telephone(one)) is not None:
                yield _found(text, digits, TELEPHONE, one, stored)
    for one in _POSTCODE.finditer(digits.text):
        if stored := _postcode(one):
            yield _found(text, digits, POSTCODE, one, stored)
    yield from (
        _found(text, digits, STREET, one, "")
        for one in _STREET.finditer(digits.text)
        if _is_street(text, digits, one)
    )


def _found(text: str, of: folding.Folded, kind: str, one: re.Match[str], stored: str) -> Found:
    start, end = of.span(one.start(), one.end())
    return Found(kind, text[start:end].rstrip(), start, start + len(text[start:end].rstrip()), stored)


_AT = r"(?:\s*@\s*|\s*[(\[{<]\s*at\s*[)\]}>]\s*|\s+at\s+)"
_DOT = r"(?:\.|\s\.\s|\s*[(\[{<]\s*dot\s*[)\]}>]\s*|\s+dot\s+)"
# Before "@" anything may stand; before the word "at" only what is written like an address, or every "at" would be one.
_EMAIL = re.compile(
    rf"(?<![\w.])[a-z][\w+-]*(?:{_DOT}[\w+-]+){{0,4}}{_AT}[a-z0-9-]*[a-z][a-z0-9-]*(?:{_DOT}[a-z0-9-]+){{0,3}}{_DOT}"
    r"(?:org|com|net|uk|co|info|io|me|gov|ac|edu|eu|biz|example|test|email|mail|name|[a-z]{2})(?![\w]|\.[a-z0-9])"
    r"|[^\s@<>(\[{]+\s*@\s*[^\s@<>(),;]+\.[a-z]{2,}(?![a-z])|[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}"
)


def _email(one: re.Match[str]) -> str:
    typed = re.sub(_AT, "@", one.group())
    try:
        return email.parse(re.sub(r"\s", "", re.sub(_DOT, ".", typed)).strip(".,;:!?'\"()[]{}")).lower()
    except Invalid:
        return ""


_BETWEEN = r"[\s().,/*_|:+-]"
_TELEPHONES = (
    # Nine digits or more that begin like a number to dial: shorter ones are prices, dates and house numbers.
    re.compile(r"(?<![0-9])(?:\+[0-9]|0)(?:[ ().-]*[0-9]){8,}"),
    re.compile(
        rf"(?<![a-z0-9])(?:\+?\s*4{_BETWEEN}*4|[0o]{_BETWEEN}*[0o]{_BETWEEN}*4{_BETWEEN}*4|[0o])"
        rf"(?:{_BETWEEN}{{0,3}}[0-9oil]){{9,11}}(?![a-z0-9])"
    ),
)
_AS_DIGITS = str.maketrans("oil", "011")
_ENOUGH_DIGITS = 4
_ABROAD = 11


def _telephone(one: re.Match[str]) -> str | None:
    """The number as records keep it, empty if none is in use, and None for what is no number at all."""
    typed = one.group()
    if sum(sign.isdigit() for sign in typed) < _ENOUGH_DIGITS or (
        one.re is not _TELEPHONES[0] and _MOMENT.search(typed)
    ):
        return None
    number = re.sub(r"[^0-9+]", "", typed.translate(_AS_DIGITS))
    if number.startswith(("440", "+440", "00440")):
        number = number.replace("440", "44", 1)
    if number.startswith("44") and len(number) > _ABROAD:
        number = f"+{number}"
    try:
        return telephone.parse(number)
    except Invalid:
        return ""


# A day and a time, like 05/11/2026 10:30, are as many digits as a telephone number.
_MOMENT = re.compile(
    r"[0-3]?[0-9][/.-][01]?[0-9][/.-](?:19|20)[0-9]{2}\b|\b(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]"
    r"|[0-9]:[0-5][0-9]"
)

_GAP = r"[\s.,/*_-]{0,3}"
_POSTCODE = re.compile(
    rf"(?<![a-z0-9])([a-z]){_GAP}([a-z]?){_GAP}([0-9oil])(?:{_GAP}([a-z0-9]))?(?:{_GAP}|[\s.-]*)([0-9oil])"
    rf"{_GAP}([a-z]){_GAP}([a-z])(?![a-z0-9])"
)


def _postcode(one: re.Match[str]) -> str:
    """The postcode, read with digits where only digits can stand."""
    area, second, digit, more, inward, *last = ((part or "").upper() for part in one.groups())
    if not any(sign.isdigit() for sign in one.group()):
        return ""
    read = str.maketrans("OIL", "011")
    outs = {more, more.translate(read)}
    for out in sorted(outs):
        try:
            return postcode.parse(
                f"{area}{second}{digit.translate(read)}{out}{inward.translate(read)}{''.join(last)}"
            )
        except Invalid:
            continue
    return ""


_ALWAYS_STREETS = """
    street road lane avenue crescent terrace mews gardens boulevard rd ave cres gdns
""".split()  # noqa: SIM905 easier to read than a list
_SOMETIMES = """
    close drive way place court hill park row walk view rise green grove square parade st ln cl dr pl ct sq
""".split()  # noqa: SIM905 easier to read than a list
_STREET = re.compile(
    r"(?<![a-z0-9£$.,:/-])(?:flat\s+[0-9a-z]{1,4}[\s,]+)?[0-9]{1,4}[a-z]?[\s.,-]{1,3}"
    r"(?P<name>[a-z][a-z'-]*\.?(?:[\s.-]{1,3}[a-z][a-z'-]*\.?){0,2}?)[\s.-]{1,3}"
    rf"(?P<sort>{'|'.join([*_ALWAYS_STREETS, *_SOMETIMES])})(?![a-z0-9'])"
)
_NO_NAMES = frozenset(
    """
    a an and are at away be between by cars crossed days down for from hours houses in into is left metres miles
    minutes months more my near of off on or other our out over pm am past people per that the their then they this
    times to up via was we weeks were when which who with years your
    """.split()  # noqa: SIM905 easier to read than a list
)


def _is_street(text: str, of: folding.Folded, one: re.Match[str]) -> bool:
    """Whether a number and some words are where somebody lives: they have their capitals, or are no small talk."""
    if all(text[of.places[one.start(part)]].isupper() for part in ("name", "sort")):
        return True
    return one["sort"] in _ALWAYS_STREETS and not _NO_NAMES & set(one["name"].replace(".", "").split())

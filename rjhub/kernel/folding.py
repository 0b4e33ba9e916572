"""Text in the form in which disguises fall off: one case, plain letters, digits for number words.

Every character knows where it stood, so that what is found in the folded text can be shown in the text itself.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Letters of other alphabets that look like ours. NFKC folds wide, mathematical and circled ones by itself.
_LOOK_ALIKE = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0456\u0458\u0455\u0501"
    "\u03b1\u03b2\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u0131\u2113",
    "abekmhopctyxijsdabeikvoptuxil",
)
_NUMBERS = {
    word: str(number)
    for number, word in enumerate("zero one two three four five six seven eight nine".split())  # noqa: SIM905 reads as counting
} | {"nought": "0", "naught": "0", "nil": "0", "oh": "0"}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_WORD = "|".join(_NUMBERS)
_NUMBER_WORDS = re.compile(
    rf"(?<![a-z])(?:(?P<times>{'|'.join(_TIMES)})[\s-]+(?P<what>{_WORD}|[0-9o])|(?P<word>{_WORD}))(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and for each of its characters the place in the original that it came from."""

    text: str
    places: tuple[int, ...]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where something of the folded text stands in the original."""
        last = self.places[end - 1]
        after = next((place for place in self.places[end:] if place > last), self.length)
        return self.places[start], min(after, self.length) if after - last < _LONGEST_WORD else last + 1


_LONGEST_WORD = 24


def folded(text: str) -> Folded:
    """Fold letters: case, accents, look-alikes, and what cannot be seen."""
    pairs = [(sign, at) for at, original in enumerate(text) for sign in _letters(original)]
    return Folded("".join(sign for sign, _ in pairs), tuple(at for _, at in pairs), len(text))


def with_digits(before: Folded) -> Folded:
    """The same with digits in place of number words: "oh seven, double nine" reads as "oh 7, 99"."""
    signs, places, at = [], [], 0
    for found in _NUMBER_WORDS.finditer(before.text):
        signs += [before.text[at : found.start()], _digits(found)]
        places += [*before.places[at : found.start()], *[before.places[found.start()]] * len(_digits(found))]
        at = found.end()
    signs.append(before.text[at:])
    places += before.places[at:]
    return Folded("".join(signs), tuple(places), before.length)


def words_of(of: Folded) -> Iterator[tuple[str, int, int]]:
    """Each word, with where it begins and ends in the folded text. An apostrophe does not part a word."""
    for found in _PARTED.finditer(of.text):
        yield found.group().replace("'", ""), found.start(), found.end()


_PARTED = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")


@lru_cache(maxsize=4096)
def _letters(original: str) -> str:
    if original in "\u2018\u2019\u02bc\u02bb`\u00b4\u2032\uff07":
        return "'"
    if original in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043":
        return "-"
    plain = unicodedata.normalize("NFKD", original.casefold())
    return "".join(
        _digit(sign)
        for sign in plain
        if unicodedata.category(sign) not in {"Mn", "Cf", "Cc"} or sign in "\n\t"
    ).translate(_LOOK_ALIKE)


def _digit(sign: str) -> str:
    if sign.isascii():
        return sign
    number = unicodedata.digit(sign, None)
    return sign if number is None else str(number)


def _digits(found: re.Match[str]) -> str:
    if found["word"]:
        return _NUMBERS[found["word"]]
    what = found["what"]
    return _NUMBERS.get(what, what.replace("o", "0")) * _TIMES[found["times"]]

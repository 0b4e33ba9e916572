"""Runs of words as they are compared with what is known: an address line by line, a code word.

Both are brought to the same words first, so that "12, Mill Ln." and "12 MILL LANE" meet.
"""

from collections.abc import Iterator

from rjhub.kernel import folding

LONGEST_RUN = 5
_SHORT = {
    "st": "street", "str": "street", "rd": "road", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close",
    "cres": "crescent", "gdns": "gardens", "ct": "court", "sq": "square", "terr": "terrace", "tce": "terrace",
    "saint": "street", "pl": "place", "dr": "drive", "apt": "flat", "apartment": "flat",
}  # fmt: skip
_STREETS = frozenset(
    """
    street road avenue lane close crescent gardens court square terrace place drive way mews grove hill park row walk
    view rise green parade cottage house lodge farm villa boulevard
    """.split()  # noqa: SIM905 easier to read than a list
)
# What says nothing of where somebody lives without something beside it.
_TELLS_NOTHING = _STREETS | {
    "flat",
    "unit",
    "room",
    "floor",
    "block",
    "ground",
    "top",
    "the",
    "a",
    "of",
    "no",
    "number",
}
_FEWEST, _LONGEST_NUMBER = 2, 5


def of_an_address(address: str) -> frozenset[str]:
    """What of an address gives it away by itself: its first line, every line with a number or a street, the street."""
    told = set()
    for index, line in enumerate(address.splitlines()):
        for part in {line, *line.split(",")}:
            words = _words(part)
            if _gives_away(words, first=index == 0):
                told.add(" ".join(words[:LONGEST_RUN]))
            named = [word for word in words if not _is_number(word)]
            if len(named) >= _FEWEST and len(named) < len(words) and named[-1] in _STREETS:
                told.add(" ".join(named[-LONGEST_RUN:]))
    return frozenset(told)


def whole(text: str) -> str:
    """A code word, or several, as it is compared."""
    return " ".join(_words(text)[:LONGEST_RUN])


def runs_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Every run of up to five words of a text, with where it stands there."""
    letters = folding.with_digits(folding.folded(text))
    words = [(_SHORT.get(word, word), start, end) for word, start, end in folding.words_of(letters)]
    for first in range(len(words)):
        for last in range(first, min(first + LONGEST_RUN, len(words))):
            run = " ".join(word for word, _, _ in words[first : last + 1])
            yield run, *letters.span(words[first][1], words[last][2])


def _words(text: str) -> list[str]:
    letters = folding.with_digits(folding.folded(text))
    return [_SHORT.get(word, word) for word, _, _ in folding.words_of(letters)]


def _gives_away(words: list[str], *, first: bool) -> bool:
    telling = [word for word in words if not _is_number(word) and word not in _TELLS_NOTHING]
    if not telling or len(words) < _FEWEST:
        return False
    return first or words[-1] in _STREETS or (_is_number(words[0]) and len(words) > _FEWEST)


def _is_number(word: str) -> bool:
    return word[:1].isdigit() and len(word) <= _LONGEST_NUMBER

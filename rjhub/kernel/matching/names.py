"""The parts of a name by which it is compared."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rjhub.kernel.matching.alphabets import in_plain_letters
from rjhub.kernel.text import APOSTROPHES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    """
    mr mrs miss ms mx dr prof professor rev reverend fr father sir dame lady lord master mstr imam rabbi sr
    jr snr jnr ii iii esq obe mbe
    """
)
# What people type where they do not know. A name of nothing else is no name.
_PLACEHOLDERS = _words(
    """
    unknown unk not known nk n k a na no name none nil null given stated recorded provided applicable
    available withheld anon anonymous anonymised tbc tba tbd to be confirmed pending test x xx xxx male
    female victim suspect offender defendant baby babe infant newborn unborn boy girl child of twin one two
    """
)
_SURNAMES_TOO = _words("to be no na a k n x one boy child given")
_NEVER_PART_OF_A_NAME = _words("unknown unk tbc anon anonymous withheld")
_PARTICLES = _words("al el bin ibn bint abu ap ab ferch van der den de da do dos di la le du von ter ten")
_GLUED = _words("o mc mac st d fitz")
_WITHOUT_APOSTROPHES = str.maketrans("", "", APOSTROPHES)


@lru_cache(maxsize=8_192)
def name_parts(text: str) -> tuple[str, ...]:
    """Give the parts of a name in small plain letters and in order, without titles.

    "Dr Siân O'Neill-Price" gives sian, oneill, price. A name that only says "not known" gives nothing. Takes
    any text and never fails.
    """
    joined = unicodedata.normalize("NFKC", text.translate(_WITHOUT_APOSTROPHES))
    words = re.findall(
        r"[^\W\d_]+", " ".join(in_plain_letters(word) for word in re.split(r"[\s.,/-]+", joined))
    )
    parts = [word for word in _glue(words) if word not in _TITLES]
    if all(part in _PLACEHOLDERS for part in parts) and not (len(parts) == 1 and parts[0] in _SURNAMES_TOO):
        return ()
    return tuple(part for part in parts if part not in _NEVER_PART_OF_A_NAME)


def surnames(parts: Sequence[str]) -> frozenset[str]:
    """Give every surname by which a double one may be known: "garcia", "lopez" and "garcialopez"."""
    own = [part for part in parts if part not in _PARTICLES]
    return frozenset({*(own or parts), "".join(parts)}) - {""}


def _glue(words: list[str]) -> list[str]:
    """Join the "O" of "O Neill" and the "Mc" of "Mc Donald" to what follows."""
    glued: list[str] = []
    for word in words:
        if glued and glued[-1] in _GLUED:
            glued[-1] += word
        else:
            glued.append(word)
    return glued

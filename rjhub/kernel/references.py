"""References that a person can read out on the telephone, and that nobody can guess: "SX-7KW4M-9MFTH".

The 23 characters have no vowels, so that no words appear, and none of two that are mistaken for each other:
for O, Q and D stands only 0, for I and L only 1, for S only 5, and so on. Nine of them are random, 41 bits:
when there are a million references, one guess in two million hits one, and so does one new reference, which
the database then refuses. The last is a check, over the prefix too, that finds every single wrong character
and every two that changed places.
"""

import re
import secrets
from collections.abc import Sequence
from typing import Protocol

from rjhub.kernel.invalid import Invalid
from rjhub.kernel.text import clean_line

ALPHABET = "0123456789CFHJKMNPRTWXY"
PATTERN = f"[A-Z]{{1,4}}-[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}"
EXAMPLE = "SX-7KW4M-9MFTH"
_RANDOM_CHARACTERS = 9
_MISTAKEN_FOR = str.maketrans("OQDILZSBG", "000112586")
_DIGITS_IN_A_PREFIX = str.maketrans("015", "OIS")


class Chooser(Protocol):
    """What picks at random: the `secrets` module, or a seeded `random.Random` for demonstration data."""

    def choice(self, seq: Sequence[str], /) -> str:
        """Pick one."""
        ...


def new(prefix: str, random: Chooser = secrets) -> str:
    """Give a new reference. The prefix, one to four capitals, says of what. Raises ValueError for another."""
    if not re.fullmatch("[A-Z]{1,4}", prefix):
        message = f"A prefix is one to four capital letters, not {prefix!r}."
        raise ValueError(message)
    body = "".join(random.choice(ALPHABET) for _ in range(_RANDOM_CHARACTERS))
    return _written(prefix, body + _check_character(prefix, body))


def parse(text: str) -> str:
    """Give the reference as it was issued, however it was typed: small letters, spaces, O for 0 and the like.

    Raises Invalid where it was not issued by us: the check finds a wrong character.
    """
    typed = re.sub(r"[\s_./\u2013\u2014-]+", "", clean_line(text).upper())
    prefix, body = typed[: -_RANDOM_CHARACTERS - 1], typed[-_RANDOM_CHARACTERS - 1 :].translate(_MISTAKEN_FOR)
    prefix = prefix.translate(_DIGITS_IN_A_PREFIX)
    reference = _written(prefix, body)
    if not re.fullmatch(PATTERN, reference):
        message = f"Enter the whole reference, like {EXAMPLE}."
        raise Invalid(message)
    if body[-1] != _check_character(prefix, body[:-1]):
        message = f"There is a mistake in this reference. Check each letter and digit of {reference}."
        raise Invalid(message)
    return reference


def _written(prefix: str, body: str) -> str:
    return f"{prefix}-{body[:5]}-{body[5:]}"


def _check_character(prefix: str, body: str) -> str:
    """Weights that differ and are never 0 modulo a prime find one wrong character, and two that swapped."""
    size = len(ALPHABET)
    of_prefix = sum(weight * (ord(letter) - ord("A")) for weight, letter in enumerate(prefix, start=11))
    of_body = sum(weight * ALPHABET.index(character) for weight, character in enumerate(body, start=2))
    return ALPHABET[-(of_prefix + of_body) % size]

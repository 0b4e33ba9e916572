"""Says in plain English what is wrong with a value, and what to do about it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, get_args, get_origin

from rjhub.partnership.written.parts import Part
from rjhub.partnership.written.reading import Path

Details = Mapping[str, Any]  # an error as the checker gives it

PLAIN = {
    "int_type": "'{key}' must be a whole number, like 5",
    "bool_type": "'{key}' must be true or false",
    "tuple_type": "'{key}' must be a list; start each line of it with '- '",
    "string_too_short": "'{key}' is empty; fill it in or remove the line",
    "too_short": "'{key}' is an empty list; add at least one line",
    "string_pattern_mismatch": "'{key}' starts with a letter and has only small letters, digits, '-' and '_'",
    "string_too_long": "'{key}' is too long; it may have {max_length} characters",
    "too_long": "'{key}' has too many lines; it may have {max_length}",
    "greater_than_equal": "'{key}' must be {ge} or more",
    "less_than_equal": "'{key}' must be {le} or less",
}
MOST_LISTED = 12


@dataclass(frozen=True)
class PlainEnglish:
    """How one kind of file says what is wrong: its whole, what its values are called, where its words are listed.

    `missing` has a sentence of its own for keys where it is not enough to say that they are missing.
    """

    whole: type[Part]
    nouns: Mapping[str, str]
    reference: str
    missing: Mapping[str, str]

    def explain(self, error: Details) -> str:
        """One error of the checker, in plain English."""
        path, kind, value = error["loc"], error["type"], error["input"]
        key = key_of(path)
        if kind == "extra_forbidden":
            return self._unknown_key(key, self.known_keys(path[:-1]))
        if kind == "missing":
            return self._missing(path)
        if kind in {"enum", "literal_error"}:
            return self._unknown_word(key, value, error["ctx"]["expected"])
        if kind in PLAIN:
            return PLAIN[kind].format(key=key, **error.get("ctx", {}))
        return _wrong_kind(path, kind, value) or str(error["msg"])

    def known_keys(self, path: Path) -> tuple[str, ...]:
        """The keys that may stand at a place of the file."""
        at: Any = self.whole
        for part in path:
            at = at.model_fields[at.keys()[part]].annotation if isinstance(part, str) else get_args(at)[0]
            while not isinstance(at, type) and get_origin(at) is not tuple:
                at = next(inner for inner in get_args(at) if inner is not type(None))
        return tuple(at.keys()) if isinstance(at, type) and issubclass(at, Part) else ()

    def unknown(self, noun: str, word: object, known: tuple[str, ...]) -> str:
        """A word that is not one of the known ones, with the nearest, or all where they are few."""
        near = nearest(str(word), known)
        if near:
            return f"{noun} '{word}' is not known; did you mean '{near[0]}'?"
        return f"{noun} '{word}' is not known; {self._choices(known)}"

    def _unknown_key(self, key: str, known: tuple[str, ...]) -> str:
        near = nearest(key, known)
        if near:
            return f"'{key}' is not known here; did you mean '{near[0]}'?"
        return f"'{key}' is not known here; remove it, or {self._choices(known)}"

    def _missing(self, path: Path) -> str:
        if path[-1] in self.missing:
            return self.missing[str(path[-1])]
        parent = key_of(path[:-1])
        where = "the file" if len(path) == 1 else f"this part of '{parent}'"
        return f"'{path[-1]}' is missing from {where}; add it"

    def _unknown_word(self, key: str, word: object, expected: str) -> str:
        known = tuple(re.findall(r"'([^']*)'", expected)) or (expected,)
        if isinstance(word, str) and key in self.nouns:
            return self.unknown(self.nouns[key], word, known)
        if isinstance(word, str):
            return f"'{key}' cannot be '{word}'; {self._choices(known)}"
        return f"'{key}' must be one word; {self._choices(known)}"

    def _choices(self, known: tuple[str, ...]) -> str:
        return f"use one of: {', '.join(known)}" if len(known) <= MOST_LISTED else self.reference


@lru_cache(maxsize=1024)
def nearest(word: str, known: tuple[str, ...]) -> list[str]:
    """The known word that was probably meant, if there is one."""
    return get_close_matches(word, known, n=1)


def key_of(path: Path) -> str:
    """The key under which something stands."""
    return next((part for part in reversed(path) if isinstance(part, str)), "the file")


def _wrong_kind(path: Path, kind: str, value: object) -> str | None:
    key = key_of(path)
    if kind == "string_type":
        is_text = not isinstance(value, (list, dict))
        return (
            f"'{key}' must be text; put it in quotes"
            if is_text
            else f"'{key}' must be text, not a list or a group"
        )
    if kind == "model_type":
        what = f"each line of '{key}'" if isinstance(path[-1], int) else f"'{key}'"
        return f"{what} must be a group of keys with their values, like 'source: default'"
    return f"'{key}' must be a date, like 2027-03-31" if kind.startswith("date") else None

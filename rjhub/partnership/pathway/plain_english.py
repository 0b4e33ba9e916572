"""Says in plain English what is wrong with a value, and what to do about it."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, get_args, get_origin

from rjhub.partnership.pathway.conditions import Part
from rjhub.partnership.pathway.reading import Path
from rjhub.partnership.pathway.schema import Pathway

Details = Mapping[str, Any]  # an error as the checker gives it

# What a value is called, where the key that it stands under does not say it.
NOUNS = {
    "to": "stage",
    "also": "check",
    "ask": "agency type",
    "type": "agency type",
    "host": "agency type",
    "agency": "agency type",
    "assessed_by": "agency type",
    "paid_by": "agency type",
    "partners": "agency type",
    "referred_by": "agency type",
    "hand_to": "agency type",
    "who": "role",
    "about": "side",
    "starts": "event",
    "does": "job",
    "categories": "category",
    "offences": "offence group",
    "offence_group": "offence group",
    "reasons": "closing reason",
    "offered": "intervention type",
    "preferred": "intervention type",
    "flags": "flag",
    "stage": "stage",
    "check": "check",
    "role": "role",
    "side": "side",
    "court": "court",
    "courts": "court",
}
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
REFERENCE = "see the list in docs/pathways.md"


def explain(error: Details) -> str:
    """One error of the checker, in plain English."""
    path, kind, value = error["loc"], error["type"], error["input"]
    key = key_of(path)
    if kind == "extra_forbidden":
        return _unknown_key(key, known_keys(path[:-1]))
    if kind == "missing":
        return _missing(path)
    if kind in {"enum", "literal_error"}:
        return _unknown_word(key, value, error["ctx"]["expected"])
    if kind in PLAIN:
        return PLAIN[kind].format(key=key, **error.get("ctx", {}))
    return _wrong_kind(path, kind, value) or str(error["msg"])


def known_keys(path: Path) -> tuple[str, ...]:
    """The keys that may stand at a place of the file."""
    at: Any = Pathway
    for part in path:
        at = at.model_fields[part].annotation if isinstance(part, str) else get_args(at)[0]
        while not isinstance(at, type) and get_origin(at) is not tuple:
            at = next(inner for inner in get_args(at) if inner is not type(None))
    return tuple(at.model_fields) if isinstance(at, type) and issubclass(at, Part) else ()


@lru_cache(maxsize=1024)
def nearest(word: str, known: tuple[str, ...]) -> list[str]:
    """The known word that was probably meant, if there is one."""
    return get_close_matches(word, known, n=1)


def unknown(noun: str, word: object, known: tuple[str, ...]) -> str:
    """A word that is not one of the known ones, with the nearest, or all where they are few."""
    near = nearest(str(word), known)
    if near:
        return f"{noun} '{word}' is not known; did you mean '{near[0]}'?"
    return f"{noun} '{word}' is not known; {_choices(known)}"


def key_of(path: Path) -> str:
    """The key under which something stands."""
    return next((part for part in reversed(path) if isinstance(part, str)), "the file")


def _unknown_key(key: str, known: tuple[str, ...]) -> str:
    near = nearest(key, known)
    if near:
        return f"'{key}' is not known here; did you mean '{near[0]}'?"
    return f"'{key}' is not known here; remove it, or {_choices(known)}"


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


def _missing(path: Path) -> str:
    if path[-1] == "starts":
        return "this clock does not say what starts it; add 'starts:'"
    parent = key_of(path[:-1])
    where = "the file" if len(path) == 1 else f"this part of '{parent}'"
    return f"'{path[-1]}' is missing from {where}; add it"


def _unknown_word(key: str, word: object, expected: str) -> str:
    known = tuple(re.findall(r"'([^']*)'", expected)) or (expected,)
    if isinstance(word, str) and key in NOUNS:
        return unknown(NOUNS[key], word, known)
    if isinstance(word, str):
        return f"'{key}' cannot be '{word}'; {_choices(known)}"
    return f"'{key}' must be one word; {_choices(known)}"


def _choices(known: tuple[str, ...]) -> str:
    return f"use one of: {', '.join(known)}" if len(known) <= MOST_LISTED else REFERENCE

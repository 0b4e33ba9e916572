"""Says in plain English what is wrong with a value, and what to do about it."""

import re
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from rjhub.partnership.pathway.reading import Path

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
    "string_type": "'{key}' must be text; put it in quotes",
    "int_type": "'{key}' must be a whole number, like 5",
    "bool_type": "'{key}' must be true or false",
    "tuple_type": "'{key}' must be a list; start each line of it with '- '",
    "model_type": "'{key}' must be a group of keys, each on its own line",
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


def explain(error: ErrorDetails, known_keys: tuple[str, ...]) -> str:
    """One error of the checker, in plain English. `known_keys` are those that may stand there."""
    path, kind = error["loc"], error["type"]
    context: dict[str, Any] = error.get("ctx", {})
    key = key_of(path)
    if kind == "extra_forbidden":
        return _unknown_key(key, known_keys)
    if kind == "missing":
        return "this clock does not say what starts it; add 'starts:'" if key == "starts" else _missing(path)
    if kind in {"enum", "literal_error"}:
        return _unknown_word(key, error["input"], context["expected"])
    if kind.startswith("date"):
        return f"'{key}' must be a date, like 2027-03-31"
    if kind in PLAIN:
        return PLAIN[kind].format(key=key, **context)
    return error["msg"]


def unknown(noun: str, word: object, known: tuple[str, ...]) -> str:
    """A word that is not one of the known ones, with the nearest, or all where they are few."""
    near = get_close_matches(str(word), known, n=1)
    if near:
        return f"{noun} '{word}' is not known; did you mean '{near[0]}'?"
    return f"{noun} '{word}' is not known; {_choices(known)}"


def key_of(path: Path) -> str:
    """The key under which something stands."""
    return next((part for part in reversed(path) if isinstance(part, str)), "the file")


def _unknown_key(key: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(key, known, n=1)
    if near:
        return f"'{key}' is not known here; did you mean '{near[0]}'?"
    return f"'{key}' is not known here; remove it, or {_choices(known)}"


def _missing(path: Path) -> str:
    parent = key_of(path[:-1])
    where = "the file" if len(path) == 1 else f"this part of '{parent}'"
    return f"'{path[-1]}' is missing from {where}; add it"


def _unknown_word(key: str, word: object, expected: str) -> str:
    known = tuple(re.findall(r"'([^']*)'", expected)) or (expected,)
    if isinstance(word, str):
        return unknown(NOUNS.get(key, "word"), word, known)
    return f"'{key}' must be one word; {_choices(known)}"


def _choices(known: tuple[str, ...]) -> str:
    return f"use one of: {', '.join(known)}" if len(known) <= MOST_LISTED else REFERENCE

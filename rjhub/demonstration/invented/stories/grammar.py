"""Puts texts together from sentences with choices and gaps."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from rjhub.demonstration.invented.draws import Chance

FILES = ("what_happened", "harmed", "responsible", "casework", "agencies")
ANY = "any"
_TOKENS = re.compile(r"\[([^\[\]]*)\]|\{([A-Za-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in a sentence that the case fills."""

    slot: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A place in a sentence that chance fills."""

    ways: tuple["Sentence", ...]


Sentence = tuple[str | Gap | Choice, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences for one place of a text, by the family of the offence, and how often the place is filled."""

    share: float
    by_family: Mapping[str, tuple[Sentence, ...]]

    def for_family(self, family: str) -> tuple[Sentence, ...]:
        """Sentences that fit an offence of that family."""
        return self.by_family.get(family) or self.by_family[ANY]


def tell(kind: str, family: str, words: Mapping[str, str], chance: Chance) -> str:
    """Tell one text. Raises KeyError for an unknown kind, or for a gap that nothing fills."""
    said = [
        _spoken(chance.pick(part.for_family(family)), words, chance)
        for part in _kinds()[kind]
        if part.share >= 1 or chance.yes(part.share)
    ]
    return " ".join(sentence for sentence in said if sentence)


def kinds() -> frozenset[str]:
    """Every kind of text that can be told."""
    return frozenset(_kinds())


def sentences() -> dict[str, list[str]]:
    """Every sentence as it is written, by the file that it stands in."""
    return {
        name: [text for part in _tables(name).values() for texts in part.values() for text in texts]
        for name in FILES
    }


def _spoken(sentence: Sentence, words: Mapping[str, str], chance: Chance) -> str:
    if len(sentence) == 1 and isinstance(sentence[0], str):
        return sentence[0]
    said = []
    for piece in sentence:
        if isinstance(piece, str):
            said.append(piece)
        elif isinstance(piece, Gap):
            said.append(words[piece.slot])
        else:
            said.append(_spoken(chance.pick(piece.ways), words, chance))
    return "".join(said)


@cache
def _kinds() -> dict[str, tuple[Part, ...]]:
    found: dict[str, tuple[Part, ...]] = {}
    for name in FILES:
        content, tables = _read(name), _tables(name)
        alone = frozenset(content.get("family_first", ()))
        for kind, order in content["order"].items():
            parts = (entry.partition(":") for entry in order)
            found[kind] = tuple(
                _part(tables[part], float(share or 1), alone=part in alone) for part, _, share in parts
            )
    return found


def _part(table: Mapping[str, list[str]], share: float, *, alone: bool) -> Part:
    common = [] if alone else table.get(ANY, [])
    by_family = {
        family: tuple(_parsed(text) for text in (texts if family == ANY else texts + common))
        for family, texts in table.items()
    }
    return Part(share, by_family)


def _parsed(text: str) -> Sentence:
    pieces: list[str | Gap | Choice] = []
    end = 0
    for match in _TOKENS.finditer(text):
        if match.start() > end:
            pieces.append(text[end : match.start()])
        choice, slot = match.groups()
        pieces.append(Gap(slot) if slot else Choice(tuple(_parsed(way) for way in choice.split("|"))))
        end = match.end()
    if end < len(text) or not pieces:
        pieces.append(text[end:])
    return tuple(pieces)


def _tables(name: str) -> dict[str, dict[str, list[str]]]:
    content = _read(name)
    return {key: value for key, value in content.items() if key not in {"order", "family_first"}}


@cache
def _read(name: str) -> dict[str, Any]:
    file = resources.files("rjhub.demonstration.invented").joinpath("stories", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))

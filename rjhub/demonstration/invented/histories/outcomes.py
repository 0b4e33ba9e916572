"""How cases end: a table of endings, and which one a case gets."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rjhub.demonstration.invented.draws import Chance, table_of
from rjhub.demonstration.invented.matters import Matter

DIRECT, INDIRECT = "direct", "indirect"
_PAIRS = {"court_time_expired": "lost_contact", "deported_or_absconded": "responsible_withdrew"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """An ending. `mode` is how the two sides came together, empty where they did not."""

    reason: str
    weight: int
    ends_in: str
    mode: str = ""
    side: str = ""


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Every ending, in the order of the file."""
    file = resources.files("rjhub.demonstration.invented").joinpath("data", "outcomes.toml")
    return tuple(Outcome(**entry) for entry in tomllib.loads(file.read_text(encoding="utf-8"))["outcomes"])


def outcome(reason: str) -> Outcome:
    """The ending with that reason. Raises KeyError if there is none."""
    for ending in outcomes():
        if ending.reason == reason:
            return ending
    raise KeyError(reason)


def draw_outcome(matter: Matter, chance: Chance) -> Outcome:
    """Choose how a case ends, in the shares of the table, as far as its matter allows."""
    ending = chance.pick(_table())
    if ending.reason == "court_time_expired" and not matter.is_before_sentence:
        return outcome(_PAIRS[ending.reason])
    if ending.reason == "deported_or_absconded" and not matter.prison:
        return outcome(_PAIRS[ending.reason])
    return ending


@cache
def _table() -> list[Outcome]:
    return table_of((ending, ending.weight) for ending in outcomes())

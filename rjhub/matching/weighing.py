"""A model of matching, read: what each level weighs, how rare names are, where thresholds lie, and the trees."""

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rjhub.engines.linkage import model
from rjhub.engines.linkage.model import Trees
from rjhub.engines.trouble import UnusableError
from rjhub.kernel.invalid import Invalid
from rjhub.matching.vocabulary import LEVELS, Compared

FORMAT = 1
RAREST = 13.0  # bits: a name that is in no list of common ones
HIGHEST = 16.0  # bits: no comparison may weigh more
_SHIPPED = Path(__file__).with_name("shipped.json")


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which odds on something is called so, and the errors that were seen with it on invented people.

    `found` is the share of people known already who reach it, `wrong` that of new people with whom somebody does.
    """

    name: str
    odds: float
    found: float
    wrong: float


@dataclass(frozen=True, slots=True)
class Weighing:
    """Weights in bits for each level of each comparison, from the strongest level, and what else a model says."""

    number: int
    bits: Mapping[Compared, tuple[float, ...]]
    first_names: Mapping[str, float]
    last_names: Mapping[str, float]
    usual_first: float
    usual_last: float
    prior: float
    thresholds: tuple[Threshold, ...]
    about: Mapping[str, Any]
    trees: Trees

    def rarity(self, first: str, last: str) -> tuple[float, float]:
        """By how many bits more or less than usual it speaks for one person that both have these very names."""
        return (
            self.first_names.get(first, RAREST) - self.usual_first,
            self.last_names.get(last, RAREST) - self.usual_last,
        )

    def threshold(self, name: str) -> Threshold:
        """One of them by its name: certain, likely or possible."""
        return next(one for one in self.thresholds if one.name == name)

    def called(self, odds: float) -> str:
        """The highest threshold that odds reach; nothing below all of them."""
        return next((one.name for one in self.thresholds if odds >= one.odds), "")


def read(content: bytes, number: int) -> Weighing:
    """Read a model that `rjhub match-model` made. Raises Invalid for anything else."""
    try:
        return _read(json.loads(content), number)
    except (ValueError, KeyError, TypeError, AttributeError, UnusableError) as error:
        raise Invalid("This is not a model that rjhub match-model made.") from error


@cache
def shipped() -> Weighing:
    """The model that comes with the program."""
    return read(_SHIPPED.read_bytes(), 0)


@lru_cache(maxsize=8)
def kept(digest: str, number: int, compressed: bytes) -> Weighing:
    """A partnership's own model, read once."""
    del digest
    return read(gzip.decompress(compressed), number)


def digest_of(content: bytes) -> str:
    """By what a model is told from others."""
    return hashlib.sha256(content).hexdigest()


def _read(told: dict[str, Any], number: int) -> Weighing:
    if told["format"] != FORMAT:
        raise ValueError(told["format"])
    bits = {each: tuple(float(one) for one in told["bits"][each.value]) for each in Compared}
    if any(len(bits[each]) != len(LEVELS[each]) for each in Compared):
        raise ValueError("a level has no weight")
    return Weighing(
        number=number,
        bits=bits,
        first_names=told["first_names"],
        last_names=told["last_names"],
        usual_first=float(told["usual_first"]),
        usual_last=float(told["usual_last"]),
        prior=float(told["prior"]),
        thresholds=tuple(Threshold(**one) for one in told["thresholds"]),
        about=told["about"],
        trees=(_model(told["trees"]) if told.get("trees") else model.shipped()).trees[model.PAIRS],
    )


def _model(told: dict[str, Any]) -> model.Model:
    """What rjhub train made, as the engine reads it: from a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "trees.json"
        path.write_text(json.dumps(told), encoding="utf-8")
        return model.load(path)

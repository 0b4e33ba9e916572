"""The definitions of indicators: read from files, checked, and never changed once there are figures by them.

A file holds indicators, each with its versions, and what is not counted with the reason. The query of a version gives
a row for everything that is counted: `partnership_id`, `file_id`, `counted` (what is counted, by its key), `on_day`,
and what its `gives` names besides.
"""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FILES = Path(__file__).parent / "indicators"
GIVES = ("person_id", "side", "amount", "until_day")
# By what figures can be broken down, in words.
BREAKDOWNS = {
    "hub": "Hub",
    "offence_group": "Kind of offence",
    "cj_stage": "Criminal justice stage",
    "source": "Who referred",
    "initiator": "Who asked first",
    "closing_reason": "Reason for closing",
    "side": "Side",
    "sex": "Sex",
    "gender_identity": "Gender identity",
    "ethnicity": "Ethnicity",
    "age_band": "Age",
    "disability": "Disability",
    "sexual_orientation": "Sexual orientation",
    "religion": "Religion",
}
OF_A_PERSON = (
    "sex",
    "gender_identity",
    "ethnicity",
    "age_band",
    "disability",
    "sexual_orientation",
    "religion",
)
KINDS = ("number", "stock", "days")


class WrongDefinition(Exception):
    """A file of definitions that cannot be used: what is wrong with it, in a sentence."""


@dataclass(frozen=True)
class Version:
    """One way in which an indicator is counted, since when, and what changed with it."""

    number: int
    since: date
    words: str
    excludes: tuple[str, ...]
    gives: tuple[str, ...]
    breakdowns: tuple[str, ...]
    query: str
    changed_because: str = ""

    @property
    def digest(self) -> str:
        """What tells whether this version is still the one by which a figure was counted."""
        said = "\x1f".join((self.words, *self.excludes, *self.gives, *self.breakdowns, self.query))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Indicator:
    """Something that is counted. `of` names the denominator, `beside` another way to count what it is taken for."""

    key: str
    title: str
    unit: str
    national: str
    kind: str
    of: str
    beside: str
    side: str
    versions: tuple[Version, ...]

    @property
    def newest(self) -> Version:
        """How it is counted now."""
        return self.versions[-1]

    def version(self, number: int) -> Version | None:
        """One of its versions."""
        return next((one for one in self.versions if one.number == number), None)

    def view(self, version: Version) -> str:
        """What the database calls the rows that a version counts."""
        return f"figure_{self.key.replace('-', '_')}_{version.number}"

    @property
    def opens(self) -> bool:
        """Whether cases stand behind its numbers."""
        return self.unit != "people at work"


@dataclass(frozen=True)
class NotCounted:
    """What the national list asks for and is not counted, because."""

    title: str
    national: str
    because: str


@dataclass(frozen=True)
class Definitions:
    """Everything that the files say."""

    indicators: Mapping[str, Indicator]
    not_counted: tuple[NotCounted, ...]


@cache
def shipped() -> Definitions:
    """The definitions that come with the program."""
    return read([path.read_text() for path in sorted(FILES.glob("*.toml"))])


def read(texts: Sequence[str]) -> Definitions:
    """Read files of definitions. Raises WrongDefinition."""
    indicators: dict[str, Indicator] = {}
    not_counted: list[NotCounted] = []
    for text in texts:
        try:
            found = tomllib.loads(text)
            for one in found.get("indicator", []):
                indicator = _indicator(one)
                if indicator.key in indicators:
                    _wrong(indicator.key, "is there twice")
                indicators[indicator.key] = indicator
            not_counted += [NotCounted(**one) for one in found.get("not_counted", [])]
        except (tomllib.TOMLDecodeError, TypeError, KeyError) as error:
            message = f"A file of definitions cannot be read: {error}"
            raise WrongDefinition(message) from error
    for indicator in indicators.values():
        _checked(indicator, indicators)
    return Definitions(indicators, tuple(not_counted))


def _indicator(one: dict[str, Any]) -> Indicator:
    return Indicator(
        key=one["key"],
        title=one["title"],
        unit=one["unit"],
        national=one["national"],
        kind=one.get("kind", "number"),
        of=one.get("of", ""),
        beside=one.get("beside", ""),
        side=one.get("side", ""),
        versions=tuple(_version(each) for each in one["version"]),
    )


def _version(one: dict[str, Any]) -> Version:
    listed = {name: tuple(one.get(name, ())) for name in ("excludes", "gives", "breakdowns")}
    return Version(**{**one, **listed, "query": one["query"].strip()})


def _checked(one: Indicator, others: Mapping[str, Indicator]) -> None:
    if [each.number for each in one.versions] != list(range(1, len(one.versions) + 1)):
        _wrong(one.key, "needs versions that are numbered 1, 2, 3")
    if one.kind not in KINDS:
        _wrong(one.key, f"is of the kind {one.kind}; say {', '.join(KINDS)}")
    for name in (one.of, one.beside):
        if name and name not in others:
            _wrong(one.key, f"names {name}, which is not there")
    for version in one.versions:
        if set(version.gives) - set(GIVES):
            _wrong(one.key, f"gives something else than {', '.join(GIVES)}")
        if set(version.breakdowns) - set(BREAKDOWNS):
            _wrong(one.key, f"is broken down by something else than {', '.join(BREAKDOWNS)}")
        if set(version.breakdowns) & set(OF_A_PERSON) and "person_id" not in version.gives:
            _wrong(one.key, "is broken down by what somebody is, and does not give person_id")
        if (one.kind == "stock") != ("until_day" in version.gives) or (one.kind == "days") != (
            "amount" in version.gives
        ):
            _wrong(one.key, "gives until_day as a stock, amount as days, and neither as a number")


def _wrong(key: str, what: str) -> None:
    message = f"The indicator {key} {what}."
    raise WrongDefinition(message)

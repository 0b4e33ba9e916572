"""Types of offence that come to a service, and references as each force writes them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from rjhub.demonstration.invented.draws import table_of

# How old somebody must be, at least, for an offence of a family to be theirs or to have happened to them.
_OLD_ENOUGH = {
    "domestic": 17,
    "sexual": 17,
    "trust": 17,
    "road_death": 17,
    "road_injury": 17,
    "harassment": 14,
}
_HARMED_OLD_ENOUGH = {
    "domestic": 17,
    "sexual": 18,
    "emergency_worker": 20,
    "burglary_business": 20,
    "robbery_business": 18,
    "shop": 18,
    "trust": 20,
    "neighbours": 18,
    "vehicle": 18,
    "fire": 18,
    "burglary": 16,
    "bereaved": 16,
    "road_death": 16,
}
_YEARS_OF_A_PARENT = 17


@dataclass(frozen=True, slots=True)
class OffenceType:
    """A type of offence. An even draw from the tables `relationships` and `stages` is a realistic one."""

    code: str
    title: str
    group: str
    ho_class: str
    severity: int
    family: str
    flags: tuple[str, ...]
    places: tuple[str, ...]
    relationships: list[str]
    stages: list[str]
    words: Mapping[str, tuple[str, ...]]

    def suits(self, *, harmed_age: int, responsible_age: int) -> bool:
        """Whether people of these ages can be the two sides of it."""
        if responsible_age < _OLD_ENOUGH.get(self.family, 10):
            return False
        if self.family == "family":
            return harmed_age >= responsible_age + _YEARS_OF_A_PARENT
        return harmed_age >= _HARMED_OLD_ENOUGH.get(self.family, 5)


@cache
def offence_types() -> tuple[OffenceType, ...]:
    """Every type, in the order of the file."""
    return tuple(_offence_type(entry) for entry, _ in _entries())


@cache
def by_frequency() -> list[OffenceType]:
    """The types, each repeated as often as referrals are about it."""
    return table_of(zip(offence_types(), (weight for _, weight in _entries()), strict=True))


def crime_reference(force: str, ho_number: str, number: int, year: int) -> str:
    """Give a reference as the force writes them, with a serial far above those that it reaches in a year."""
    serial, short = 9_000_000 + number % 1_000_000, year % 100
    if force in {"sussex", "thames-valley"}:
        return f"{ho_number}{short:02d}{serial}"
    if force == "northumbria":
        return f"{serial}X/{short:02d}"
    if force == "metropolitan":
        return f"{serial}/{short:02d}"
    return f"{ho_number}/{serial}/{short:02d}"


def _offence_type(entry: dict[str, Any]) -> OffenceType:
    return OffenceType(
        code=entry["code"],
        title=entry["title"],
        group=entry["group"],
        ho_class=entry["ho_class"],
        severity=entry["severity"],
        family=entry["family"],
        flags=tuple(entry.get("flags", ())),
        places=tuple(entry["places"]),
        relationships=table_of(entry["relationships"].items(), 256),
        stages=table_of(entry["stages"].items(), 256),
        words={slot: tuple(ways) for slot, ways in entry.get("words", {}).items()},
    )


@cache
def _entries() -> tuple[tuple[dict[str, Any], float], ...]:
    file = resources.files("rjhub.demonstration.invented").joinpath("data", "offences.toml")
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple((entry, entry["weight"]) for entry in content["offences"])

"""Communities: which given names, family names, languages and beliefs go together.

The names are lists of common ones (names/*.toml); who is called what is chance, so no combination is
taken from life.
"""

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product
from typing import Any

from rjhub.demonstration.invented.draws import falling, table_of
from rjhub.partnership import reference

_WELSH_FORCES = frozenset({"dyfed-powys", "gwent", "north-wales", "south-wales"})
_LONG_TABLE = 65536
OLDEST = 100


@dataclass(frozen=True, slots=True)
class Community:
    """What the engine needs to name somebody: tables from which an even draw is a realistic one.

    `given[sex][age]` is a table of given names for that age in `as_of_year`; `family` is a table of
    family names in the form that men have, `feminine` the endings that differ for women.
    """

    code: str
    given: dict[str, list[list[str]]]
    family: list[str]
    feminine: tuple[tuple[str, str], ...]
    language: str
    other_language: float
    interpreter: float
    religions: list[str]

    def family_name(self, root: str, sex: str) -> str:
        """Give a family name its form for a woman, where the language has one."""
        if sex == "F":
            for ending, other in self.feminine:
                if root.endswith(ending):
                    return root[: -len(ending)] + other
        return root


@cache
def community(code: str, as_of_year: int) -> Community:
    """Read one community. Raises KeyError if there is none of that code."""
    entry = _settings()["communities"][code]
    given, surnames = _names(entry.get("given", code)), _names(entry.get("surnames", code))["surnames"]
    return Community(
        code=code,
        given={
            sex: _by_age(given["given"], words, as_of_year) for sex, words in (("F", "women"), ("M", "men"))
        },
        family=_family_names(surnames),
        feminine=tuple((ending, other) for ending, other in surnames.get("feminine", [])),
        language=entry.get("language", ""),
        other_language=entry.get("other_language", 0) / 100,
        interpreter=entry.get("interpreter", 0) / 100,
        religions=table_of(entry["religions"].items()),
    )


@cache
def population(force: str) -> list[tuple[str, str]]:
    """Pairs of census group and community, repeated as often as the force area has such people."""
    nation = "wales" if force in _WELSH_FORCES else "everywhere"
    pairs: list[tuple[tuple[str, str], float]] = []
    for group, count in reference.ethnic_groups(force).items():
        shares = _settings()["ethnic_groups"][group]
        shares = shares.get(nation, shares["everywhere"])
        total = sum(shares.values())
        pairs += [((group, code), count * share / total) for code, share in shares.items()]
    return table_of(pairs, _LONG_TABLE)


@cache
def plain_letters(name: str) -> str:
    """Write a name as an e-mail address can have it: small letters a to z."""
    spelt = name.translate(str.maketrans("łŁøØßıđ", "lLoOsid"))
    bare = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode().lower()
    return "".join(letter for letter in bare if letter.isalpha())


def _by_age(cohorts: list[dict[str, Any]], words: str, as_of_year: int) -> list[list[str]]:
    tables = [(cohort["born_until"], table_of(falling(cohort[words].split()))) for cohort in cohorts]
    return [
        next(table for until, table in tables if as_of_year - age <= until or until == tables[-1][0])
        for age in range(OLDEST + 1)
    ]


def _family_names(surnames: dict[str, Any]) -> list[str]:
    common = falling(surnames["common"].split())
    if "built_share" not in surnames:
        return table_of(common)
    built = [a + b for a, b in product(surnames["beginnings"].split(), surnames["endings"].split())]
    share, weight = surnames["built_share"], sum(weight for _, weight in common)
    rare = [(name, weight * share / (1 - share) / len(built)) for name in built]
    return table_of([*common, *rare], _LONG_TABLE)


@cache
def _settings() -> dict[str, Any]:
    return _read("data", "communities.toml")


@cache
def _names(code: str) -> dict[str, Any]:
    return _read("names", f"{code}.toml")


def _read(*path: str) -> dict[str, Any]:
    file = resources.files("rjhub.demonstration.invented").joinpath(*path)
    return tomllib.loads(file.read_text(encoding="utf-8"))

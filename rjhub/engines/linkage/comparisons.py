"""The comparisons of Fellegi and Sunter's model, and their levels.

Every level is told by what a database can do as well: whether two values are equal, share a root of a nickname,
sound the same, or how many letters are wrong. So what is learnt here can be scored there; docs/linking.md says how.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rjhub.engines.linkage.comparing import Facts
from rjhub.engines.linkage.table import Floats

Levels = NDArray[np.int8]
MISSING = -1
_NEARLY, _ALIKE = 1, 2  # letters wrong


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing compared: its levels from the strongest, what each is expected to be, and how it is told."""

    name: str
    told: str
    level: Callable[[Facts], Levels]
    levels: tuple[str, ...]
    expected: tuple[float, ...]  # m beforehand
    rarity: str = ""  # the fact that says how rare an exact value is


def _graded(missing: Floats, *conditions: NDArray[np.bool_]) -> Levels:
    """Give the place of the first condition that holds; the last level where none does."""
    level = np.full(len(missing), len(conditions), dtype=np.int8)
    for number, condition in reversed(list(enumerate(conditions))):
        level[condition] = number
    level[np.isnan(missing)] = MISSING
    return level


def _first_name(facts: Facts) -> Levels:
    away, turned = facts["given_slips"], facts["swapped_names"] == 1
    initial = (facts["given_letters"] == 1) & (facts["initial"] == 1)
    near = (away == _ALIKE) | (facts["given_sound"] == 1) | initial
    return _graded(away, away == 0, (facts["given_form"] == 1) | (away == _NEARLY) | turned, near)


def _last_name(facts: Facts) -> Levels:
    away, turned = facts["family_slips"], facts["swapped_names"] == 1
    close = (facts["family_part"] == 1) | (away == _NEARLY) | turned
    return _graded(away, away == 0, close, (away == _ALIKE) | (facts["family_sound"] == 1))


def _date_of_birth(facts: Facts) -> Levels:
    away, turned = facts["born_slips"], facts["born_swapped"] == 1
    part = (facts["birthday"] == 1) | (facts["years_apart"] == 0)
    return _graded(away, away == 0, (away == _NEARLY) | turned, (away == _ALIKE) | part)


def _postcode(facts: Facts) -> Levels:
    away = facts["postcode_slips"]
    return _graded(away, away == 0, away == _NEARLY, facts["outward"] == 1)


def _address(facts: Facts) -> Levels:
    street, house = facts["street_slips"] <= _ALIKE, facts["house"]
    return _graded(facts["street_slips"], street & ~(house > 0), street)


def _sex(facts: Facts) -> Levels:
    return _graded(facts["sex"], facts["sex"] == 1)


def _middle_name(facts: Facts) -> Levels:
    away = facts["middle_slips"]
    return _graded(away, away <= _NEARLY, facts["middle_initial"] == 1)


def _by_slips(fact: str) -> Callable[[Facts], Levels]:
    return lambda facts: _graded(facts[fact], facts[fact] == 0, facts[fact] == _NEARLY)


_FOUR = ("same", "nearly the same", "alike", "different")
_THREE = ("same", "nearly the same", "different")
COMPARISONS = (
    Comparison("first_name", "first name", _first_name, _FOUR, (0.65, 0.17, 0.08, 0.10), "given_rarity"),
    Comparison("last_name", "last name", _last_name, _FOUR, (0.75, 0.12, 0.05, 0.08), "family_rarity"),
    Comparison(
        "date_of_birth", "date of birth", _date_of_birth, _FOUR, (0.82, 0.09, 0.05, 0.04), "born_rarity"
    ),
    Comparison("postcode", "postcode", _postcode, _FOUR, (0.60, 0.05, 0.05, 0.30), "postcode_rarity"),
    Comparison("address", "address", _address, _THREE, (0.60, 0.05, 0.35), "home_rarity"),
    Comparison("town", "town", _by_slips("town_slips"), _THREE, (0.60, 0.05, 0.35), "town_rarity"),
    Comparison("phone", "telephone", _by_slips("phone_slips"), _THREE, (0.60, 0.03, 0.37), "phone_rarity"),
    Comparison("email", "email", _by_slips("email_slips"), _THREE, (0.85, 0.08, 0.07)),
    Comparison("numbers", "official numbers", _by_slips("numbers_slips"), _THREE, (0.93, 0.04, 0.03)),
    Comparison("sex", "sex", _sex, ("same", "different"), (0.97, 0.03)),
    Comparison("middle_name", "middle name", _middle_name, _THREE, (0.70, 0.20, 0.10)),
    Comparison("other", "other", _by_slips("other_slips"), _THREE, (0.70, 0.05, 0.25), "other_rarity"),
)

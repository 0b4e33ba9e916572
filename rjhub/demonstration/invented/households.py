"""Makes some of the people of a batch relatives of the one before: the hardest work for a duplicate check.

Two brothers at one address, twins with one date of birth, a father and son of one name, and two
strangers of one name: none of these are the same human being.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rjhub.demonstration.invented.draws import Draws, table_of

_DAYS = 365.2425
PARTNER, SIBLING, PARENT_OR_CHILD, TWIN = "partner", "sibling", "parent or child", "twin"
SAME_NAME_RELATIVE, NAMESAKE = "parent or child of the same name", "namesake"

SHARES = [
    ("", 81.0),
    (PARTNER, 6.0),
    (SIBLING, 5.5),
    (PARENT_OR_CHILD, 4.0),
    (TWIN, 0.6),
    (SAME_NAME_RELATIVE, 1.1),
    (NAMESAKE, 1.8),
]
_RELATIONS = table_of(SHARES)
_SAME_GIVEN_NAME = frozenset({SAME_NAME_RELATIVE, NAMESAKE})


@dataclass(frozen=True, slots=True)
class Rows:
    """The columns of a batch that relatives have in common.

    Days are ordinals: `latest` is the last on which the person can be born, `adult` the last on which
    somebody was born who is an adult now.
    """

    origin: list[tuple[str, str]]
    sex: list[str]
    root: list[str]
    born: list[int]
    latest: Sequence[int]
    adult: int
    house: list[str]
    street: list[str]
    place: list[tuple[str, str, str]]
    inward: list[str]
    phone: list[str]
    home: list[int]


def relate(rows: Rows, draws: Draws) -> list[str]:
    """Change the rows of relatives in place, and say what each row is to the one before ("" for nothing)."""
    relations = draws.pick(_RELATIONS)
    relations[0] = ""
    spread = draws.column()
    for row, relation in enumerate(relations):
        if relation:
            relations[row] = _possible(relation, rows, row)
            _make_related(rows, row, relations[row], spread[row] / 65536)
    return relations


def share_given_names(given: list[str], relations: Sequence[str]) -> None:
    """Give namesakes, and the son who is named after his father, the name of the person before them."""
    for row, relation in enumerate(relations):
        if relation in _SAME_GIVEN_NAME:
            given[row] = given[row - 1]


def _possible(relation: str, rows: Rows, row: int) -> str:
    """Children have no partners, and a child under ten no twin who is responsible in law."""
    before, own = rows.born[row - 1], rows.born[row]
    too_young = (relation == PARTNER and max(before, own) > rows.adult) or (
        relation == TWIN and before > rows.latest[row]
    )
    return SIBLING if too_young else relation


def _make_related(rows: Rows, row: int, relation: str, chance: float) -> None:
    before = row - 1
    if relation != PARTNER:
        rows.origin[row] = rows.origin[before]
    if relation != PARTNER or chance < 0.55:  # noqa: PLR2004 just over half of couples share a name
        rows.root[row] = rows.root[before]
    if relation in _SAME_GIVEN_NAME:
        rows.sex[row] = rows.sex[before]
    latest = rows.adult if relation == PARTNER else rows.latest[row]
    rows.born[row] = min(_birth(rows.born[before], rows.born[row], relation, chance), latest)
    if relation != NAMESAKE:
        for column in _home_columns(rows):
            column[row] = column[before]


def _home_columns(rows: Rows) -> tuple[list[Any], ...]:
    return (rows.house, rows.street, rows.place, rows.inward, rows.phone, rows.home)


def _birth(before: int, own: int, relation: str, chance: float) -> int:
    if relation == TWIN:
        return before
    if relation == SIBLING:
        return before + int((1.2 + 7 * chance) * _DAYS) * _sign(chance)
    if relation in {PARENT_OR_CHILD, SAME_NAME_RELATIVE}:
        return before + int((19 + 18 * chance) * _DAYS) * (1 if before < own else -1)
    if relation == PARTNER:
        return before + int((chance - 0.5) * 9 * _DAYS)
    return own


def _sign(chance: float) -> int:
    return 1 if int(chance * 1000) % 2 else -1

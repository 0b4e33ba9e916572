"""The engine: invents as many people of a force area as asked, the same for the same seed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from typing import NamedTuple

from rjhub.demonstration.invented import communities, contact, households, numbers, places
from rjhub.demonstration.invented.draws import Draws, table_of
from rjhub.demonstration.invented.nicknames import short_forms
from rjhub.demonstration.invented.person import HARMED, RESPONSIBLE, Person

BATCH = 8192
_DAYS = 365.2425
_ADULT = 18
_TOO_YOUNG = 11  # for a telephone or an e-mail address of their own
_FAMILIAR = 14_000  # of 65,536 people are known by a short form, if their name has one


class _Known(NamedTuple):
    """Shares of 65,536 who have a number."""

    pnc: int
    cro: int
    prison_number: int
    crn: int


# How many of each hundred people of an age band are in cases, by side: people responsible are younger.
_AGES = {
    HARMED: "0-9:1 10-13:3 14-17:7 18-24:15 25-34:21 35-44:18 45-54:15 55-64:11 65-74:6 75-92:3",
    RESPONSIBLE: "10-13:3 14-17:14 18-24:26 25-34:28 35-44:17 45-54:8 55-64:3 65-80:1",
}
# Shares of 65,536 who are women, and who have each number; the last three among those who have a PNC ID.
_WOMEN = {HARMED: 34_734, RESPONSIBLE: 11_141}
_WITH = {HARMED: _Known(4_000, 40_000, 8_000, 26_000), RESPONSIBLE: _Known(57_000, 43_000, 26_000, 50_000)}
_YOUNGEST = {HARMED: 1, RESPONSIBLE: 3_660}  # days: nobody is responsible in law before their tenth birthday


@dataclass(frozen=True, slots=True)
class Order:
    """What to invent: people of one area, as they would be on one day.

    `first` is the number of the first person; give each area of a run its own range of numbers, a
    multiple of 8,192 apart, and nobody shares a number by which agencies know people. `responsible` is
    the share of people responsible; everybody else was harmed.
    """

    force: str
    as_of: date
    seed: int = 1
    first: int = 0
    responsible: float = 0.5

    def __post_init__(self) -> None:
        if self.first % BATCH:
            message = f"The first number must be a multiple of {BATCH}, not {self.first}."
            raise ValueError(message)


def people(order: Order, count: int) -> Iterator[Person]:
    """Invent people. The first ones are the same however many follow. Raises KeyError for an unknown area."""
    return islice(_batches(order), count)


def _batches(order: Order) -> Iterator[Person]:
    first = order.first
    while True:
        yield from _batch(order, first)
        first += BATCH


def _batch(order: Order, first: int) -> Iterator[Person]:
    draws = Draws(f"people/{order.seed}/{order.force}/{first}", BATCH)
    own = range(first, first + BATCH)
    sides = [RESPONSIBLE if responsible else HARMED for responsible in draws.yes(order.responsible)]
    rows = _rows(order, draws, sides, own)
    relations = households.relate(rows, draws)
    names = _names(order, draws, rows, relations)
    towns, districts, outward = zip(*rows.place, strict=True)
    who = (own, own, sides, [code for _, code in rows.origin])
    called = (names.given, names.middle, names.family, names.known_as, rows.sex)
    born = (map(date.fromordinal, rows.born), [group for group, _ in rows.origin])
    home = (rows.house, rows.street, towns, districts, map("{} {}".format, outward, rows.inward))
    reached = (_mobiles(draws, names.age), rows.phone, _emails(draws, names))
    known = _known_by(order, draws, sides, names.age, own)
    columns = (*who, *called, *born, *home, *reached, *known, rows.home, relations)
    return map(Person._make, zip(*columns, strict=True))


def _rows(order: Order, draws: Draws, sides: Sequence[str], own: range) -> households.Rows:
    origin = draws.pick(communities.population(order.force))
    groups = [communities.community(code, order.as_of.year) for _, code in origin]
    landlines = draws.pick(contact.landlines(order.force))
    return households.Rows(
        origin=origin,
        sex=["F" if drawn < _WOMEN[side] else "M" for side, drawn in zip(sides, draws.column(), strict=True)],
        root=[
            group.family[drawn * len(group.family) >> 16]
            for group, drawn in zip(groups, draws.column(), strict=True)
        ],
        born=_birthdays(draws, sides, order.as_of.toordinal()),
        latest=[order.as_of.toordinal() - _YOUNGEST[side] for side in sides],
        adult=order.as_of.toordinal() - int(_ADULT * _DAYS),
        house=draws.pick(places.houses()),
        street=draws.pick(places.streets()),
        place=list(draws.pick(places.places(order.force))),
        inward=draws.pick(places.inward_codes()),
        phone=[number if has else "" for number, has in zip(landlines, draws.yes(0.27), strict=True)],
        home=list(own),
    )


def _birthdays(draws: Draws, sides: Sequence[str], today: int) -> list[int]:
    tables = {side: _age_table(side) for side in _AGES}
    ages = [tables[side][drawn >> 4] for side, drawn in zip(sides, draws.column(), strict=True)]
    return [
        today - int(age * _DAYS) - (drawn * 365 >> 16) - 1
        for age, drawn in zip(ages, draws.column(), strict=True)
    ]


@cache
def _age_table(side: str) -> list[int]:
    bands = [re.split("[-:]", band) for band in _AGES[side].split()]
    return table_of(
        (age, int(weight) / (int(last) - int(first) + 1))
        for first, last, weight in bands
        for age in range(int(first), int(last) + 1)
    )


class Names(NamedTuple):
    """The name columns of a batch, and the ages that go with them."""

    age: list[int]
    given: list[str]
    middle: list[str]
    family: list[str]
    known_as: list[str]


def _names(order: Order, draws: Draws, rows: households.Rows, relations: Sequence[str]) -> Names:
    year, today = order.as_of.year, order.as_of.toordinal()
    groups = [communities.community(code, year) for _, code in rows.origin]
    ages = [min(int((today - born) / _DAYS), communities.OLDEST) for born in rows.born]
    tables = [group.given[sex][age] for group, sex, age in zip(groups, rows.sex, ages, strict=True)]
    given = [table[drawn >> 4] for table, drawn in zip(tables, draws.column(), strict=True)]
    households.share_given_names(given, relations)
    middle = [
        table[drawn >> 4] if has else ""
        for table, drawn, has in zip(tables, draws.column(), draws.yes(0.55), strict=True)
    ]
    family = [
        group.family_name(root, sex) if group.feminine else root
        for group, root, sex in zip(groups, rows.root, rows.sex, strict=True)
    ]
    short = short_forms()
    known_as = [
        short[name][drawn % len(short[name])] if drawn < _FAMILIAR and name in short else ""
        for name, drawn in zip(given, draws.column(), strict=True)
    ]
    return Names(ages, given, middle, family, known_as)


def _mobiles(draws: Draws, ages: Sequence[int]) -> list[str]:
    return [
        number if has and age > _TOO_YOUNG else ""
        for number, has, age in zip(draws.pick(contact.mobiles()), draws.yes(0.9), ages, strict=True)
    ]


def _emails(draws: Draws, names: Names) -> list[str]:
    plain = communities.plain_letters
    domains = draws.pick(contact.MAIL_DOMAINS)
    return [
        f"{plain(given)}.{plain(family)}{drawn % 97 + 1}@{domain}" if has and age > _TOO_YOUNG else ""
        for given, family, age, drawn, domain, has in zip(
            names.given, names.family, names.age, draws.column(), domains, draws.yes(0.7), strict=True
        )
    ]


def _known_by(
    order: Order, draws: Draws, sides: Sequence[str], ages: Sequence[int], own: range
) -> tuple[list[str], ...]:
    """PNC, CRO, prison number and CRN of those whom police, prison or probation know."""
    pnc, cro, prison, crn = ([""] * BATCH for _ in range(4))
    years, *drawn = (draws.column() for _ in range(5))
    by_police = [
        row
        for row, (side, age, number) in enumerate(zip(sides, ages, drawn[0], strict=True))
        if number < _WITH[side].pnc and age >= numbers.POLICE_AGE
    ]
    for row in by_police:
        number, age, limit = own[row], ages[row], _WITH[sides[row]]
        year = order.as_of.year - (years[row] * (age - numbers.POLICE_AGE + 1) >> 16)
        pnc[row] = numbers.pnc(number, year)
        if drawn[3][row] < limit.crn:
            crn[row] = numbers.crn(number)
        if age >= _ADULT and drawn[1][row] < limit.cro:
            cro[row] = numbers.cro(number, year)
        if age >= _ADULT and drawn[2][row] < limit.prison_number:
            prison[row] = numbers.prison_number(number)
    return pnc, cro, prison, crn

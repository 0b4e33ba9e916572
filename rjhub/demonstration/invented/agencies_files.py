"""Invented people as several agencies hold them, with the truth: what matching is taught and tried on.

No two files are alike: how much is missing or wrong, which columns there are, how often somebody is held and
how many relatives and namesakes there are is drawn for each file, so that what is learnt from many of them is
of use for a file that nobody has seen.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from rjhub.demonstration.invented import agencies_pen, people
from rjhub.demonstration.invented.person import Person

_FORCES = ("west-yorkshire", "avon-and-somerset", "kent", "west-midlands", "devon-and-cornwall")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_START = _words(
    "ash bar bel brad bur cal chat cor dal dur el fair gil gran hart hol hux ken kirk lang "
    "lin mal nor oak pem rich row sal shel stan sut thorn tun val war wes whit win wood york"
)
_MIDDLE = ("", "", "", "be", "bor", "cam", "den", "er", "ing", "la", "mer", "ning", "ra", "ter", "vi")
_END = _words(
    "bourne bridge burn by cliffe combe cott croft dale den field ford grave ham hurst kin land ley low "
    "man mead mere more nell rod shaw shire son stead stoke ston ter thorpe ton try well wick wood worth"
)
COLUMNS = (
    "first_name", "middle_name", "last_name", "date_of_birth", "sex", "address", "town", "postcode", "phone",
    "email", "reference",
)  # fmt: skip
_MAY_BE_ABSENT = {
    "middle_name": 0.2, "sex": 0.2, "address": 0.25, "town": 0.2, "postcode": 0.15,
    "phone": 0.3, "email": 0.35, "reference": 0.35,
}  # fmt: skip
_RELATIONS = ("sibling", "sibling", "twin", "junior", "namesake")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Records by column, and whose each is; -1 in a list of new referrals where somebody is not held yet."""

    columns: dict[str, list[str]]
    humans: list[int]


def ways(seed: int) -> agencies_pen.Ways:
    """Draw how the files of one seed are written."""
    chance = random.Random(f"ways/{seed}")  # noqa: S311 repeatable, not secret
    often = chance.choice((0.5, 0.6, 0.75, 0.9))
    absent = (
        {name for name, share in _MAY_BE_ABSENT.items() if chance.random() < share} if seed % 2 else set()
    )
    usual = {"first_name": 0.012, "last_name": 0.003, "date_of_birth": 0.12, "sex": 0.08, "middle_name": 0.5,
             "address": 0.14, "town": 0.1, "postcode": 0.12, "phone": 0.35, "email": 0.6, "reference": 0.5}  # fmt: skip
    sources = tuple(
        {name: min(0.99, share * chance.choice((0.2, 0.5, 1, 1.5, 2.2))) for name, share in usual.items()}
        for _ in range(chance.randint(3, 7))
    )
    return agencies_pen.Ways(
        seed=seed,
        slips=chance.uniform(0.5, 2.0),
        moved=chance.uniform(0.1, 0.4),
        short_form=chance.uniform(0.1, 0.35),
        alias=chance.uniform(0.03, 0.2),
        new_name=chance.uniform(0.1, 0.35),
        turned=chance.uniform(0.0, 0.04),
        related=chance.uniform(0.1, 0.4),
        blunders=chance.choice((0.0, 0.003, 0.01, 0.03)),
        renumbered=chance.choice((0.0, 0.02, 0.1, 0.3)),
        records=tuple(often**number for number in range(1, 10)),
        absent=frozenset(absent),
        sources=sources,
    )


def written(humans: int, how: agencies_pen.Ways, *, referrals: int = 0) -> tuple[Labelled, Labelled]:
    """Invent people with their relatives, and give the agencies' records, and new referrals beside them.

    Six in ten referrals are of people who are held; of the others, half are relatives or namesakes of those.
    """
    chance = random.Random(f"files/{how.seed}")  # noqa: S311 repeatable, not secret
    invented = list(_humans(humans, how, chance))
    counts = range(1, len(how.records) + 1)
    held: list[tuple[agencies_pen.Human, int]] = []
    for human in invented:
        held += [(human, human.number)] * chance.choices(counts, how.records)[0]
    asked: list[tuple[agencies_pen.Human, int]] = []
    for number in range(referrals):
        known = chance.choice(invented)
        if number % 5 < 3:  # noqa: PLR2004 six in ten
            asked.append((known, known.number))
        else:
            person = _relative(
                known.person, chance.choice(_RELATIONS), chance, chance.choice(invented).person
            )
            stranger = _stranger(len(invented) + number, how)
            other = chance.choice(invented).person
            asked.append((_human(-1, person if number % 2 else stranger, other, chance), -1))
    return _labelled(held, how, chance), _labelled(asked, how, chance)


def _humans(count: int, how: agencies_pen.Ways, chance: random.Random) -> Iterator[agencies_pen.Human]:
    drawn = [_varied(person, chance) for person in people.people(_order(how.seed), count)]
    number = 0
    for person in drawn:
        family = [person]
        while chance.random() < how.related:
            family.append(_relative(person, chance.choice(_RELATIONS), chance, chance.choice(drawn)))
        for each in family:
            if number < count:
                yield _human(number, each, chance.choice(drawn), chance)
                number += 1


def _order(seed: int) -> people.Order:
    return people.Order(force=_FORCES[seed % len(_FORCES)], as_of=agencies_pen.AS_OF, seed=seed)


def _stranger(number: int, how: agencies_pen.Ways) -> Person:
    pool = _strangers(how.seed)
    return pool[number % len(pool)]


@cache
def _strangers(seed: int) -> list[Person]:
    chance = random.Random(f"strangers/{seed}")  # noqa: S311 repeatable, not secret
    return [_varied(person, chance) for person in people.people(_order(seed + 100_000), 4_000)]


def family_name(person: Person, chance: random.Random) -> str:
    """Somebody's own surname, or a rare one."""
    if chance.random() < 0.35:  # noqa: PLR2004 the share of rare surnames
        return (chance.choice(_START) + chance.choice(_MIDDLE) + chance.choice(_END)).title()
    return person.family_name


def _varied(person: Person, chance: random.Random) -> Person:
    """More surnames and postcodes than the demonstration has, for a file of many."""
    letters = "".join(chance.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))
    place = f"{person.postcode.partition(' ')[0]} {chance.randint(1, 9)}{letters}"
    named = person._replace(
        family_name=family_name(person, chance), postcode=place, house=str(chance.randint(1, 220))
    )
    return named._replace(email=agencies_pen.email_of(named, chance), mobile=agencies_pen.mobile(chance))


def _relative(person: Person, relation: str, chance: random.Random, named: Person) -> Person:
    """Somebody of the same family, or of the same name."""
    own = person._replace(
        given_name=named.given_name,
        middle_names=named.middle_names,
        sex=named.sex,
        mobile=person.mobile if chance.random() < 0.5 else agencies_pen.mobile(chance),  # noqa: PLR2004 one telephone at home
    )
    born = person.born_on or agencies_pen.AS_OF
    if relation == "sibling":
        own = own._replace(born_on=born + timedelta(days=chance.randint(300, 2900) * chance.choice((1, -1))))
    elif relation == "junior":
        later = born + timedelta(days=chance.randint(7000, 13000))
        own = own._replace(given_name=person.given_name, sex=person.sex, born_on=later)
    elif relation == "namesake":
        own = named._replace(given_name=person.given_name, family_name=person.family_name, sex=person.sex)
        own = own._replace(
            mobile=agencies_pen.mobile(chance),
            born_on=born if chance.random() < 0.25 else named.born_on,  # noqa: PLR2004 a quarter
        )
    return own._replace(email=agencies_pen.email_of(own, chance))


def _human(number: int, person: Person, other: Person, chance: random.Random) -> agencies_pen.Human:
    elsewhere = other._replace(mobile=agencies_pen.mobile(chance))
    return agencies_pen.Human(
        number, person, agencies_pen.reference(chance), elsewhere, (other.given_name, other.family_name)
    )


def _labelled(
    wanted: list[tuple[agencies_pen.Human, int]], how: agencies_pen.Ways, chance: random.Random
) -> Labelled:
    pen = agencies_pen.Pen(how, chance)
    rows = [pen.row(human, chance.choice(how.sources)) for human, _ in wanted]
    columns = {name: [row[name] for row in rows] for name in COLUMNS if name not in how.absent}
    return Labelled(columns, [number for _, number in wanted])

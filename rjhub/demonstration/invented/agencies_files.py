"""Invented people as several agencies hold them, with the truth: what matching is taught and tried on.

No two files are alike: how much is missing or wrong, which columns there are, how often somebody is held and
how many relatives and namesakes there are is drawn for each file, so that what is learnt from many of them is
of use for a file that nobody has seen.
"""

import random
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from rjhub.demonstration.invented import people
from rjhub.demonstration.invented.draws import Chance
from rjhub.demonstration.invented.misspelling import misspelt
from rjhub.demonstration.invented.person import Person
from rjhub.kernel.matching import nicknames

_FORCES = ("west-yorkshire", "avon-and-somerset", "kent", "west-midlands", "devon-and-cornwall")
_AS_OF = date(2026, 1, 1)
_START = "ash bar bel brad bur cal chat cor dal dur el fair gil gran hart hol hux ken kirk lang lin mal nor oak pem rich row sal shel stan sut thorn tun val war wes whit win wood york".split()
_MIDDLE = ("", "", "", "be", "bor", "cam", "den", "er", "ing", "la", "mer", "ning", "ra", "ter", "vi")
_END = "bourne bridge burn by cliffe combe cott croft dale den field ford grave ham hurst kin land ley low man mead mere more nell rod shaw shire son stead stoke ston ter thorpe ton well wick wood worth".split()
COLUMNS = (
    "first_name", "middle_name", "last_name", "date_of_birth", "sex", "address", "town", "postcode", "phone",
    "email", "reference",
)  # fmt: skip
_MAY_BE_ABSENT = {"middle_name": 0.2, "sex": 0.2, "address": 0.25, "town": 0.2, "postcode": 0.15, "phone": 0.3, "email": 0.35, "reference": 0.35}
_RELATIONS = ("sibling", "sibling", "twin", "junior", "namesake")


@dataclass(frozen=True, slots=True)
class Ways:
    """How a set of files is written."""

    seed: int
    slips: float = 1.0  # how often something is spelt wrong, against what is usual
    moved: float = 0.3
    short_form: float = 0.25
    alias: float = 0.15
    new_name: float = 0.25
    turned: float = 0.02
    related: float = 0.2
    blunders: float = 0.0  # how often a value is somebody else's altogether
    renumbered: float = 0.0  # how often an agency has given a number of its own
    records: tuple[float, ...] = (0.5, 0.22, 0.12, 0.07, 0.04, 0.03, 0.02)
    absent: frozenset[str] = frozenset()
    sources: tuple[Mapping[str, float], ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody, and what else may be written of them."""

    number: int
    person: Person
    reference: str
    other: Person
    alias: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Records by column, and whose each is; -1 in a list of new referrals where somebody is not held yet."""

    columns: dict[str, list[str]]
    humans: list[int]


def ways(seed: int) -> Ways:
    """Draw how the files of one seed are written."""
    chance = random.Random(f"ways/{seed}")  # noqa: S311 repeatable, not secret
    often = chance.choice((0.5, 0.6, 0.75, 0.9))
    absent = {name for name, share in _MAY_BE_ABSENT.items() if chance.random() < share} if seed % 2 else set()
    usual = {"first_name": 0.012, "last_name": 0.003, "date_of_birth": 0.12, "sex": 0.08, "middle_name": 0.5,
             "address": 0.14, "town": 0.1, "postcode": 0.12, "phone": 0.35, "email": 0.6, "reference": 0.5}  # fmt: skip
    sources = tuple(
        {name: min(0.99, share * chance.choice((0.2, 0.5, 1, 1.5, 2.2))) for name, share in usual.items()}
        for _ in range(chance.randint(3, 7))
    )
    return Ways(
        seed=seed,
        slips=chance.uniform(0.5, 2.0),
        moved=chance.uniform(0.1, 0.4),
        short_form=chance.uniform(0.1, 0.35),
        alias=chance.uniform(0.03, 0.2),
        new_name=chance.uniform(0.1, 0.35),
        turned=chance.uniform(0.0, 0.04),
        related=chance.uniform(0.1, 0.4),
        blunders=chance.choice((0.0, 0.003, 0.01, 0.03)),
        renumbered=chance.choice((0.0, 0.0, 0.03, 0.15)),
        records=tuple(often**number for number in range(1, 10)),
        absent=frozenset(absent),
        sources=sources,
    )


def written(humans: int, how: Ways, *, referrals: int = 0) -> tuple[Labelled, Labelled]:
    """Invent people with their relatives, and give the agencies' records, and new referrals beside them.

    Six in ten referrals are of people who are held; of the others, half are relatives or namesakes of those.
    """
    chance = random.Random(f"files/{how.seed}")  # noqa: S311 repeatable, not secret
    invented = list(_humans(humans, how, chance))
    counts = range(1, len(how.records) + 1)
    held: list[tuple[Human, int]] = []
    for human in invented:
        held += [(human, human.number)] * chance.choices(counts, how.records)[0]
    asked: list[tuple[Human, int]] = []
    for number in range(referrals):
        known = chance.choice(invented)
        if number % 5 < 3:  # noqa: PLR2004 six in ten
            asked.append((known, known.number))
        else:
            person = _relative(known.person, chance.choice(_RELATIONS), chance, chance.choice(invented).person)
            stranger = _stranger(len(invented) + number, how)
            asked.append((_human(-1, person if number % 2 else stranger, invented, chance), -1))
    return _labelled(held, how, chance), _labelled(asked, how, chance)


def _humans(count: int, how: Ways, chance: random.Random) -> Iterator[Human]:
    drawn = [_varied(person, chance) for person in people.people(_order(how.seed), count)]
    number = 0
    for person in drawn:
        family = [person]
        while chance.random() < how.related:
            family.append(_relative(person, chance.choice(_RELATIONS), chance, chance.choice(drawn)))
        for each in family:
            if number < count:
                yield _human(number, each, drawn, chance)
                number += 1


def _order(seed: int) -> people.Order:
    return people.Order(force=_FORCES[seed % len(_FORCES)], as_of=_AS_OF, seed=seed)


def _stranger(number: int, how: Ways) -> Person:
    pool = _strangers(how.seed)
    return pool[number % len(pool)]


@cache
def _strangers(seed: int) -> list[Person]:
    chance = random.Random(f"strangers/{seed}")  # noqa: S311 repeatable, not secret
    return [_varied(person, chance) for person in people.people(_order(seed + 100_000), 4_000)]


def _varied(person: Person, chance: random.Random) -> Person:
    """More surnames and postcodes than the demonstration has, for a file of many."""
    family = person.family_name
    if chance.random() < 0.35:  # noqa: PLR2004 the share of rare surnames
        family = (chance.choice(_START) + chance.choice(_MIDDLE) + chance.choice(_END)).title()
    letters = "".join(chance.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))
    place = f"{person.postcode.partition(' ')[0]} {chance.randint(1, 9)}{letters}"
    named = person._replace(family_name=family, postcode=place, house=str(chance.randint(1, 220)))
    return named._replace(email=_email(named, chance), mobile=_mobile(chance))


def _email(person: Person, chance: random.Random) -> str:
    kind = chance.random()
    given, family = person.given_name.lower(), person.family_name.lower()
    name = f"{given}.{family}" if kind < 0.7 else f"{given[:1]}{family}" if kind < 0.85 else f"{given}"  # noqa: PLR2004 shares
    return f"{name}{chance.randint(1, 999)}@example.{chance.choice(('org', 'net', 'com'))}".replace(" ", "").replace("'", "")


def _mobile(chance: random.Random) -> str:
    """A number that nobody can have: none begins so."""
    return "00" + "".join(chance.choices(string.digits, k=9))


def _relative(person: Person, relation: str, chance: random.Random, named: Person) -> Person:
    """Somebody of the same family, or of the same name."""
    own = person._replace(
        given_name=named.given_name,
        middle_names=named.middle_names,
        sex=named.sex,
        mobile=person.mobile if chance.random() < 0.5 else _mobile(chance),  # noqa: PLR2004 one telephone at home
    )
    born = person.born_on or _AS_OF
    if relation == "sibling":
        own = own._replace(born_on=born + timedelta(days=chance.randint(300, 2900) * chance.choice((1, -1))))
    elif relation == "junior":
        later = born + timedelta(days=chance.randint(7000, 13000))
        own = own._replace(given_name=person.given_name, sex=person.sex, born_on=later)
    elif relation == "namesake":
        own = named._replace(given_name=person.given_name, family_name=person.family_name, sex=person.sex)
        own = own._replace(mobile=_mobile(chance), born_on=born if chance.random() < 0.25 else named.born_on)  # noqa: PLR2004
    return own._replace(email=_email(own, chance))


def _human(number: int, person: Person, others: "list[Human] | list[Person]", chance: random.Random) -> Human:
    picked = chance.choice(others)
    other = picked.person if isinstance(picked, Human) else picked
    elsewhere = other._replace(mobile=_mobile(chance))
    return Human(number, person, _reference(chance), elsewhere, (other.given_name, other.family_name))


def _reference(chance: random.Random) -> str:
    return f"{chance.randint(60, 99)}/{chance.randint(1, 499_999)}{chance.choice(string.ascii_uppercase)}"


def _labelled(wanted: list[tuple[Human, int]], how: Ways, chance: random.Random) -> Labelled:
    pen = Pen(how, chance)
    rows = [pen.row(human, chance.choice(how.sources)) for human, _ in wanted]
    columns = {name: [row[name] for row in rows] for name in COLUMNS if name not in how.absent}
    return Labelled(columns, [number for _, number in wanted])


class Pen:
    """Writes one record, with the slips of one agency."""

    def __init__(self, how: Ways, chance: random.Random) -> None:
        self._how, self._chance = how, chance
        self._spelling = Chance(f"spelling/{how.seed}")

    def row(self, human: Human, missing: Mapping[str, float]) -> dict[str, str]:
        """One record: what the agency was told, less what it does not hold."""
        first, middle, last = self._names(human)
        home = human.other if self._yes(self._how.moved) and human.number % 4 else human.person
        row = {
            "first_name": first,
            "middle_name": middle[:1] if self._yes(0.35) else middle,
            "last_name": last,
            "date_of_birth": self._born(human.person.born_on or _AS_OF),
            "sex": human.person.sex if not self._yes(0.01) else "FM"[human.person.sex == "F"],
            "address": self._address(home),
            "town": home.town,
            "postcode": self._slip(home.postcode, 0.05, digits=True),
            "phone": self._phone(human),
            "email": self._slip(human.person.email, 0.05),
            "reference": self._reference(human),
        }
        wrong = self._of_somebody_else(human)
        row = {name: wrong[name] if self._yes(self._how.blunders) else value for name, value in row.items()}
        return {name: "" if self._yes(missing[name]) else value for name, value in row.items()}

    def _of_somebody_else(self, human: Human) -> dict[str, str]:
        other = human.other
        return {
            "first_name": other.given_name,
            "middle_name": other.middle_names,
            "last_name": other.family_name,
            "date_of_birth": (other.born_on or _AS_OF).isoformat(),
            "sex": other.sex,
            "address": self._address(other),
            "town": other.town,
            "postcode": other.postcode,
            "phone": _mobile(self._chance),
            "email": _email(human.person, self._chance),
            "reference": _reference(self._chance),
        }

    def _yes(self, share: float) -> bool:
        return self._chance.random() < share

    def _slip(self, text: str, share: float, *, digits: bool = False) -> str:
        if not self._yes(share * self._how.slips):
            return text
        places = [number for number, letter in enumerate(text) if letter.isdecimal()]
        if not digits or not places:
            return misspelt(text, self._spelling)
        place = self._chance.choice(places)
        if place + 1 in places and self._yes(0.35):
            return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        return text[:place] + self._chance.choice(string.digits) + text[place + 1 :]

    def _names(self, human: Human) -> tuple[str, str, str]:
        first, middle, last = human.person.given_name, human.person.middle_names, human.person.family_name
        if human.number % 6 == 0 and self._yes(self._how.alias):
            first, last = (first if self._yes(0.5) else human.alias[0]), human.alias[1]
        elif human.person.sex == "F" and human.number % 3 == 0 and self._yes(self._how.new_name):
            last = human.alias[1] if self._yes(0.7) else f"{last}-{human.alias[1]}"
        forms = _forms().get(first.lower())
        if forms and self._yes(self._how.short_form):
            first = self._chance.choice(forms).title()
        elif middle and self._yes(0.03):
            first, middle = middle, first
        first = self._slip(first, 0.10)
        last = self._slip(self._slip(last, 0.11), 0.02)
        if "-" in last and self._yes(0.3):
            last = self._chance.choice(last.split("-"))
        first = first[:1] if self._yes(0.02 * self._how.slips) else first
        return (last, middle, first) if self._yes(self._how.turned) else (first, middle, last)

    def _born(self, born: date) -> str:
        drawn = self._chance.random() / self._how.slips
        text = born.isoformat()
        if drawn < 0.025 and born.day <= 12:  # noqa: PLR2004 the twelve months
            return f"{born.year}-{born.day:02}-{born.month:02}"
        if drawn < 0.055:  # noqa: PLR2004 shares, as for the others
            place = self._chance.choice((2, 3, 5, 6, 8, 9))
            return text[:place] + self._chance.choice(string.digits) + text[place + 1 :]
        if drawn < 0.065:  # noqa: PLR2004
            return f"{born.year + self._chance.choice((-10, -1, 1, 10))}{text[4:]}"
        return f"{born.year}-01-01" if drawn < 0.078 else text  # noqa: PLR2004

    def _address(self, home: Person) -> str:
        flat = f"Flat {self._chance.randint(1, 30)}, " if self._yes(0.03) else ""
        return f"{flat}{self._slip(home.house, 0.03, digits=True)} {self._slip(home.street, 0.07)}"

    def _reference(self, human: Human) -> str:
        if self._yes(self._how.renumbered):
            return _reference(self._chance)
        return self._slip(human.reference, 0.04, digits=True)

    def _phone(self, human: Human) -> str:
        number = human.person.mobile if self._yes(0.75) else human.other.mobile
        return self._slip(number, 0.03, digits=True)


@cache
def _forms() -> dict[str, list[str]]:
    """Every name with all that somebody of that name may be called."""
    table = nicknames.table()
    families: dict[str, set[str]] = {}
    for name, roots in table.items():
        for root in roots:
            families.setdefault(root, set()).add(name)
    return {name: sorted(set().union(*(families[root] for root in roots)) - {name}) for name, roots in table.items()}

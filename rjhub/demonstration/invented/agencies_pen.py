"""One record of an invented person as one agency writes it, with its slips."""

import random
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from rjhub.demonstration.invented.draws import Chance
from rjhub.demonstration.invented.misspelling import misspelt
from rjhub.demonstration.invented.person import Person
from rjhub.kernel.matching import nicknames

AS_OF = date(2026, 1, 1)


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


def email_of(person: Person, chance: random.Random) -> str:
    """An address made of the name, in one of several ways."""
    kind = chance.random()
    given, family = person.given_name.lower(), person.family_name.lower()
    name = f"{given}.{family}" if kind < 0.7 else f"{given[:1]}{family}" if kind < 0.85 else f"{given}"  # noqa: PLR2004 shares
    address = f"{name}{chance.randint(1, 999)}@example.{chance.choice(('org', 'net', 'com'))}"
    return address.replace(" ", "").replace("'", "")


def mobile(chance: random.Random) -> str:
    """A number that nobody can have: none begins so."""
    return "00" + "".join(chance.choices(string.digits, k=9))


def reference(chance: random.Random) -> str:
    """A number by which agencies know somebody."""
    return f"{chance.randint(60, 99)}/{chance.randint(1, 499_999)}{chance.choice(string.ascii_uppercase)}"


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
            "date_of_birth": self._born(human.person.born_on or AS_OF),
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
            "date_of_birth": (other.born_on or AS_OF).isoformat(),
            "sex": other.sex,
            "address": self._address(other),
            "town": other.town,
            "postcode": other.postcode,
            "phone": mobile(self._chance),
            "email": email_of(human.person, self._chance),
            "reference": reference(self._chance),
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
        others = forms(first.lower())
        if others and self._yes(self._how.short_form):
            first = self._chance.choice(others).title()
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
            return reference(self._chance)
        return self._slip(human.reference, 0.04, digits=True)

    def _phone(self, human: Human) -> str:
        number = human.person.mobile if self._yes(0.75) else human.other.mobile
        return self._slip(number, 0.03, digits=True)


def forms(name: str) -> list[str]:
    """What else somebody of a first name may be called."""
    return _forms().get(name, [])


@cache
def _forms() -> dict[str, list[str]]:
    """Every name with all that somebody of that name may be called."""
    table = nicknames.table()
    families: dict[str, set[str]] = {}
    for name, roots in table.items():
        for root in roots:
            families.setdefault(root, set()).add(name)
    return {
        name: sorted(set().union(*(families[root] for root in roots)) - {name})
        for name, roots in table.items()
    }

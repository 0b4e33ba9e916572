"""Invented person files of other kinds than a hub's register, with the truth: matching is taught on them too.

Registers of figures of the past (many records of one person, titles, occupations, birthdays of which only the
year is known), files that were typed or scanned badly, lists of customers, and files of few columns. What goes
wrong, and how often, is drawn for each file: slips of the finger, by ear and by the eye of a scanner, split and
joined words, values in a neighbour's column, former names and places, values of somebody else. The kinds of slips
are those that Christen, "Data Matching" (2012), chapter 7, collects.
"""

import random
import string
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from rjhub.demonstration.invented import agencies_pen, people
from rjhub.demonstration.invented.agencies_files import Labelled, family_name
from rjhub.demonstration.invented.person import Person
from rjhub.demonstration.invented.slips import Slips

FIGURES, TYPED, CUSTOMERS, NARROW = "figures", "typed", "customers", "narrow"
KINDS = (FIGURES, TYPED, CUSTOMERS, NARROW)
Subject = dict[str, list[str]]  # for each field what may be written of somebody, the usual first
_COLUMNS = {
    FIGURES: "full_name first_name last_name date_of_birth town postcode sex other",
    TYPED: "first_name last_name house address address_2 town postcode date_of_birth other_number",
    CUSTOMERS: "first_name last_name date_of_birth town email phone",
    NARROW: "first_name last_name date_of_birth sex postcode town",
}
_MAY_LACK = {
    FIGURES: ("full_name", "postcode", "sex", "other"),
    TYPED: ("other_number", "other_number", "address_2", "house"),
    CUSTOMERS: ("phone", "phone", "town"),
    NARROW: ("sex", "sex", "postcode", "postcode", "town", "town"),
}
_OFTEN_MISSING = {
    "other": 2.5,
    "sex": 1.1,
    "email": 1.0,
    "first_name": 0.25,
    "last_name": 0.25,
    "full_name": 0.01,
}
_OCCUPATIONS = """
politician writer painter engraver printer bookseller physician surgeon lawyer judge soldier sailor naturalist
botanist geologist astronomer mathematician engineer architect sculptor composer singer actor playwright poet
journalist translator historian philosopher priest missionary bishop banker merchant brewer landowner farmer
footballer cricketer jockey chess_player rower teacher librarian chemist photographer explorer
""".split()  # noqa: SIM905 easier to read
_RANKS = ("sir {}", "{}, 1st baronet", "lord {}", "{} of {}", "rev. {}", "{}, 2nd baron {}")


@dataclass(frozen=True, slots=True)
class Hand:
    """How one file is written: shares of what goes wrong, by column where that differs."""

    kind: str
    columns: tuple[str, ...]
    sizes: tuple[float, ...]  # how many people have one record, two, ...
    missing: dict[str, float]
    slipping: float
    otherwise: float  # how often another of somebody's own values is written
    foreign: float  # how often it is somebody else's
    turned: float  # first and last name, or two lines of an address
    related: float
    only_year: float
    rough: float = 0.0  # how often a birthday is wrong in more than a letter
    extra: dict[str, float] = field(default_factory=dict)


def hand(seed: int, kind: str) -> Hand:
    """Draw how the file of one seed is written."""
    chance = random.Random(f"hand/{kind}/{seed}")  # noqa: S311 repeatable, not secret
    lacking = {name for name in _MAY_LACK[kind] if chance.random() < 0.35}  # noqa: PLR2004 a third
    columns = tuple(name for name in _COLUMNS[kind].split() if name not in lacking)
    gaps = chance.choice((0.01, 0.04, 0.1, 0.2))
    figures = kind == FIGURES
    return Hand(
        kind=kind,
        columns=columns,
        sizes=_sizes(chance, many=figures),
        missing={name: min(0.9, gaps * _OFTEN_MISSING.get(name, 1.0)) for name in columns},
        slipping=chance.choice((0.02, 0.06, 0.12, 0.2)),
        otherwise=chance.uniform(0.15, 0.5) if figures else chance.uniform(0.0, 0.15),
        foreign=chance.choice((0.0, 0.01, 0.03)) * (2 if kind == TYPED else 1),
        turned=chance.choice((0.0, 0.01, 0.05)),
        related=chance.choice((0.0, 0.1, 0.3)),
        only_year=chance.uniform(0.05, 0.4) if figures else chance.choice((0.0, 0.01)),
        rough=chance.choice((0.0, 0.02, 0.1)) if kind != FIGURES else 0.03,
    )


def _sizes(chance: random.Random, *, many: bool) -> tuple[float, ...]:
    """Shares of people with one record, two, and so on: falling, even, or from some number on."""
    longest = chance.choice((12, 16, 22)) if many else chance.choice((2, 5, 6, 10))
    least = chance.choice((0, 1, 2)) if many else 0
    fall = chance.choice((1.0, 0.93, 0.85)) if many else chance.choice((1.0, 0.75, 0.45))
    return tuple(0.0 if number < least else fall**number for number in range(longest))


def written(humans: int, how: Hand, seed: int, *, referrals: int = 0) -> tuple[Labelled, Labelled]:
    """Invent people, and give their records, and new referrals: six in ten of people who are held."""
    chance = random.Random(f"{how.kind}/{seed}")  # noqa: S311 repeatable, not secret
    subjects = _Subjects(how, seed, chance)
    everybody = subjects.some(humans + referrals)
    known, strangers = everybody[:humans], everybody[humans:]
    counts = range(1, len(how.sizes) + 1)
    held = [n for n in range(humans) for _ in range(chance.choices(counts, how.sizes)[0])]
    asked = [chance.randrange(humans) if n % 5 < 3 else -1 - n for n in range(referrals)]  # noqa: PLR2004
    pen = _Pen(how, known, chance)
    rows = [pen.row(known[n]) for n in held]
    new = [pen.row(known[n] if n >= 0 else strangers[-1 - n]) for n in asked]
    return _labelled(rows, held, how), _labelled(new, [max(n, -1) for n in asked], how)


def _labelled(rows: list[dict[str, str]], humans: list[int], how: Hand) -> Labelled:
    return Labelled({name: [row[name] for row in rows] for name in how.columns}, humans)


class _Subjects:
    """Invents who the records are of."""

    def __init__(self, how: Hand, seed: int, chance: random.Random) -> None:
        self._how, self._chance = how, chance
        order = people.Order("kent", as_of=agencies_pen.AS_OF, seed=seed)
        self._drawn = people.people(order, 1_000_000)
        places = [next(self._drawn) for _ in range(chance.choice((60, 400)))]
        self._towns = [person.town for person in places]
        self._streets = [person.street.lower() for person in places]

    def some(self, count: int) -> list[Subject]:
        """So many people; some are of one family, or of one name, with those before them."""
        out: list[Subject] = []
        while len(out) < count:
            subject = self._one()
            out.append(subject)
            while self._chance.random() < self._how.related:
                out.append(self._relative(subject))
        self._chance.shuffle(out)
        return out[:count]

    def _one(self) -> Subject:
        chance, person = self._chance, next(self._drawn)
        first, last = person.given_name.lower(), family_name(person, chance).lower()
        town, born = chance.choice(self._towns).lower(), self._born(person)
        digits = "".join(chance.choices(string.digits, k=7))
        return {
            "first_name": [first, *agencies_pen.forms(first)[:3], *filter(None, [person.middle_names.lower()])],
            "middle_name": [person.middle_names.lower()],
            "last_name": [last, *([next(self._drawn).family_name.lower()] if chance.random() < 0.2 else [])],  # noqa: PLR2004
            "date_of_birth": [born.isoformat()],
            "town": [town, *([chance.choice(("west ", "north ", "city of ")) + town] if chance.random() < 0.5 else []),  # noqa: PLR2004
                     *chance.sample(self._towns, chance.choice((0, 0, 1)))],
            "postcode": self._postcodes(),
            "sex": [{"F": "female", "M": "male"}.get(person.sex, "")],
            "other": [chance.choice(_OCCUPATIONS), chance.choice(_OCCUPATIONS)],
            "house": [str(chance.randint(1, 300)), str(chance.randint(1, 300))],
            "address": [chance.choice(self._streets), chance.choice(self._streets)],
            "address_2": [chance.choice((f"{last} lodge", f"flat {digits[0]}", f"{town} farm", "", ""))],
            "other_number": [digits],
            "email": [f"{first}.{last}{digits[:chance.randint(0, 2)]}@{chance.choice(_OCCUPATIONS)}.example"],
            "phone": ["00" + digits + "17", "00" + digits[::-1] + "17"],
            "rank": [chance.choice(_RANKS) if chance.random() < 0.2 else "{}"],  # noqa: PLR2004
        }  # fmt: skip

    def _born(self, person: Person) -> date:
        """Figures of the past were born at any time in some centuries."""
        born = person.born_on or agencies_pen.AS_OF
        if self._how.kind != FIGURES:
            return born
        return date(self._chance.randint(1550, 1960), 1, 1) + timedelta(days=self._chance.randrange(365))

    def _postcodes(self) -> list[str]:
        """One of an area, then others near it, then one elsewhere."""
        chance, letters = self._chance, "ABDEFGHJLNPQRSTUWXYZ"
        if self._how.kind == TYPED:
            return [str(chance.randint(1000, 7999)) for _ in range(2)]
        near = f"{''.join(chance.choices(letters, k=2))}{chance.randint(1, 40)} "
        ends = [f"{chance.randint(1, 9)}{''.join(chance.choices(letters, k=2))}" for _ in range(4)]
        far = f"{''.join(chance.choices(letters, k=2))}{chance.randint(1, 40)} {ends[0]}"
        return [(near + end).lower() for end in ends[:3]] + [far.lower()]

    def _relative(self, of: Subject) -> Subject:
        """A brother or sister, a parent or child of one name, somebody of the same name."""
        own, kind = self._one(), self._chance.random()
        same = ["last_name", "town", "postcode", "address", "house"] if kind < 0.8 else ["last_name"]  # noqa: PLR2004 four in five live together
        if kind > 0.5:  # noqa: PLR2004 half bear the same first name
            same += ["first_name", "sex"]
        return own | {name: of[name] for name in same}


class _Pen:
    """Writes records of somebody, with the slips of one file."""

    def __init__(self, how: Hand, everybody: Sequence[Subject], chance: random.Random) -> None:
        self._how, self._everybody, self._chance = how, everybody, chance
        self._slips = Slips(chance)

    def row(self, subject: Subject) -> dict[str, str]:
        """One record."""
        how = self._how
        row = {name: self._value(subject, name) for name in (*_COLUMNS[how.kind].split(), "rank")}
        if self._yes(how.turned):
            row["first_name"], row["last_name"] = row["last_name"], row["first_name"]
        if "address_2" in row and self._yes(how.turned * 2):
            row["address"], row["address_2"] = row["address_2"], row["address"]
        row["date_of_birth"] = self._born(row["date_of_birth"])
        if "full_name" in how.columns:
            middle = subject["middle_name"][0] if self._yes(0.5) else ""
            bare = " ".join(filter(None, (row["first_name"], middle, row["last_name"])))
            row["full_name"] = row["rank"].format(bare, row["town"])
        return {
            name: "" if self._yes(how.missing[name]) else self._slipped(name, row[name])
            for name in how.columns
        }

    def _value(self, subject: Subject, name: str) -> str:
        if name not in {"sex", "full_name"} and self._yes(self._how.foreign):
            return self._chance.choice(self._everybody).get(name, [""])[0]
        values = subject.get(name) or [""]
        return self._chance.choice(values) if self._yes(self._how.otherwise) else values[0]

    def _born(self, text: str) -> str:
        """A birthday as it is known: to the year, roughly, or as it is; here and there without dashes."""
        if self._yes(self._how.only_year):
            return f"{text[:4]}-01-01"
        if self._yes(self._how.rough):
            year, day = int(text[:4]), int(text[8:])
            near = self._chance.choice((-10, -1, 0, 0, 0, 1, 10))
            return f"{year + near}-{self._chance.randint(1, 12):02}-{day if near else self._chance.randint(1, 28):02}"
        if self._yes(self._how.slipping / 4) and int(text[8:]) <= 12:  # noqa: PLR2004 the twelve months
            return f"{text[:4]}-{text[8:]}-{text[5:7]}"
        return text

    def _slipped(self, name: str, text: str) -> str:
        share = self._how.slipping * (0.2 if name in {"sex", "other"} else 1.0)
        while text and self._yes(share):
            text = self._slips.made(text)
            share /= 2
        return text

    def _yes(self, share: float) -> bool:
        return self._chance.random() < share

"""Records as columns of codes: each different value once, so that work is done once for a value.

A code is the place of a value in its column's list; -1 stands for nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from rjhub.engines.linkage import cleaning, columns
from rjhub.engines.linkage.reading import Records
from rjhub.kernel.matching.names import surnames
from rjhub.kernel.matching.nicknames import roots_of
from rjhub.kernel.matching.sound import sound_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
NOTHING = -1
Later = dict[str, Callable[[], "Column"]]


@dataclass(frozen=True)
class Column:
    """One code for each record, and what the codes stand for."""

    codes: Ints
    values: list[str]

    @cached_property
    def counts(self) -> Ints:
        """How many records have each value."""
        return np.bincount(self.codes[self.codes >= 0], minlength=max(len(self.values), 1))

    @cached_property
    def spelt(self) -> NDArray[np.object_]:
        """The values, to be taken by many codes at once; nothing for -1."""
        return np.array([*self.values, ""], dtype=object)

    @cached_property
    def hashes(self) -> Ints:
        """The same number for the same text in whichever column it stands; only to see what is the same."""
        if not self.values or not self.values[0]:
            return np.arange(len(self.values), dtype=np.int64)
        return np.fromiter(map(hash, self.values), dtype=np.int64, count=len(self.values))

    def derived(self, of: Callable[[str], str]) -> "Column":
        """What another function makes of each value."""
        if not self.values:
            return self
        made = coded(of(value) for value in self.values)
        return Column(np.where(self.codes >= 0, made.codes[self.codes], NOTHING), made.values)

    def joined(self, other: "Column") -> "Column":
        """Both values together, for records that have both."""
        both = (self.codes >= 0) & (other.codes >= 0)
        combined = self.codes * (len(other.values) + 1) + other.codes
        unique, codes = np.unique(combined[both], return_inverse=True)
        out = np.full(len(self.codes), NOTHING, dtype=np.int64)
        out[both] = codes
        return Column(out, [""] * len(unique))

    def any(self) -> bool:
        """Whether a record says anything."""
        return bool((self.codes >= 0).any())


def coded(texts: Iterable[str]) -> Column:
    """Give each different text a code, and nothing to empty ones."""
    places: dict[str, int] = {"": NOTHING}
    codes = np.fromiter((places.setdefault(text, len(places) - 1) for text in texts), dtype=np.int64)
    return Column(codes, list(places)[1:])


@dataclass(frozen=True, slots=True)
class Table:
    """The cleaned columns of one file, or of two that follow each other.

    `later` makes from them what only candidates are found by, once somebody asks for it.
    """

    columns: dict[str, Column]
    numbers: list[Column]
    size: int
    later: "Later"

    def __getitem__(self, name: str) -> Column:
        if name not in self.columns:
            self.columns[name] = self.later[name]()
        return self.columns[name]

    def without_copies(self) -> Ints:
        """The places of the records, one for each of those that say the same in everything."""
        mixed = np.zeros(self.size, dtype=np.uint64)
        for column in (*self.columns.values(), *self.numbers):
            mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + column.codes.astype(np.uint64) + np.uint64(2)
            mixed ^= mixed >> np.uint64(29)
        return np.sort(np.unique(mixed, return_index=True)[1])


def tabulated(first: Records, second: Records | None = None) -> Table:
    """Clean one file, or two to be compared with each other: the records of the second follow those of the first."""
    files = [file for file in (first, second) if file is not None]
    size = sum(map(len, files))

    def texts(field: str) -> Column:
        if not any(file.fields.get(field) for file in files):
            return Column(np.full(size, NOTHING, dtype=np.int64), [])
        return coded(chain.from_iterable(file.fields.get(field) or repeat("", len(file)) for file in files))

    full = texts("full_name").derived(cleaning.name)
    given, family = _names(texts("first_name"), texts("last_name"), full)
    made = _of_names(given, family, _middle(texts("middle_name").derived(cleaning.name), given, family, full))
    made["full"] = full
    made |= _of_birth(texts("date_of_birth").derived(cleaning.born))
    later = _for_finding(made)
    made |= _of_place(texts)
    mail = texts("email").derived(cleaning.email)
    made |= {
        "sex": texts("sex").derived(cleaning.sex),
        "phone": texts("phone").derived(cleaning.telephone),
        "email": mail,
        "mailbox": mail.derived(lambda value: "".join(filter(str.isalpha, value.partition("@")[0]))),
        "other": texts("other").derived(cleaning.words),
    }
    numbers = [texts(name).derived(cleaning.code) for name in columns.IDENTIFIERS]
    return Table(made, [column for column in numbers if column.any()], size, later)


def _names(given: Column, family: Column, full: Column) -> tuple[Column, Column]:
    """Names in two columns, shared out where somebody wrote all of it into one."""
    parts = [
        [column.values[code].split() if code >= 0 else [] for code in column.codes]
        for column in (
            given.derived(cleaning.name),
            family.derived(cleaning.name),
            full,
        )
    ]
    firsts, lasts = [], []
    for first, last, whole in zip(*parts, strict=True):
        own, named = (first, last) if first or last else (whole[:1], whole[1:])
        if len(named) > 1 and not own:
            own, named = named[:1], named[1:]
        elif len(own) > 1 and not named:
            own, named = own[:-1], own[-1:]
        firsts.append(" ".join(own))
        lasts.append(" ".join(named))
    return coded(firsts), coded(lasts)


def _middle(middle: Column, given: Column, family: Column, full: Column) -> Column:
    """The middle names: those of their own column, or what a full name has beyond the first and the last."""
    if middle.any() or not full.any():
        return middle
    parts = zip(full.spelt[full.codes], given.spelt[given.codes], family.spelt[family.codes], strict=True)
    return coded(
        " ".join(
            word for word in whole.split() if len(word) > 1 and word not in {*first.split(), *last.split()}
        )
        for whole, first, last in parts
    )


def _of_names(given: Column, family: Column, middle: Column) -> dict[str, Column]:
    first = given.derived(lambda value: value.partition(" ")[0])
    rest = given.derived(lambda value: value.partition(" ")[2])
    middle = Column(
        np.where(
            middle.codes >= 0, middle.codes, np.where(rest.codes >= 0, rest.codes + len(middle.values), -1)
        ),
        middle.values + rest.values,
    ).derived(str)
    both = [f"{a} {b}".strip() for a, b in zip(_spelt(given), _spelt(family), strict=True)]
    return {
        "given": first,
        "initial": first.derived(lambda value: value[:1]),
        "given_sound": _longer(first).derived(sound_of),
        "middle": middle,
        "middle_start": middle.derived(lambda value: value[:1]),
        "family": family.derived(lambda value: value.replace(" ", "")),
        "family_words": family,
        "family_sound": family.derived(lambda value: sound_of(value.replace(" ", ""))),
        "whole": coded(" ".join(sorted(text.split())) for text in both),
    }


def _longer(first: Column) -> Column:
    return first.derived(lambda value: value if len(value) > 1 else "")


def _for_finding(made: dict[str, Column]) -> Later:
    """What candidates are found by and nobody compares."""
    first, middle, family, born = made["given"], made["middle"], made["family_words"], made["born"]

    def shortest() -> Column:
        return family.derived(lambda value: min(surnames(value.split()), key=lambda part: (len(part), part)))

    def sounds(value: str) -> str:
        return " ".join(sorted(map(sound_of, value.split()[:4])))

    return {
        "root": lambda: _longer(first).derived(lambda value: min(roots_of(value))),
        "root_2": lambda: _longer(first).derived(lambda value: max(roots_of(value))),
        "middle_root": lambda: middle.derived(
            lambda value: min(roots_of(value.split()[0])) if len(value) > 1 else ""
        ),
        "family_start": lambda: family.derived(lambda value: value[:4]),
        "part_sound": lambda: shortest().derived(sound_of),
        "part_sound_2": lambda: family.derived(lambda value: sound_of(value.split()[-1])),
        "sounds": lambda: made["whole"].derived(sounds),
        "either_way": lambda: born.derived(lambda value: min(value, cleaning.swapped(value) or value)),
        "month": lambda: born.derived(lambda value: value[:6]),
    }


def _spelt(column: Column) -> list[str]:
    return list(column.spelt[column.codes])


def _of_birth(born: Column) -> dict[str, Column]:
    return {
        "born": born,
        "swapped": born.derived(cleaning.swapped),
        "year": born.derived(lambda value: value[:4]),
        "birthday": born.derived(lambda value: "" if value[4:] == "0101" else value[4:]),
    }


def _line(number: Column, address: Column, more: Column) -> Column:
    """An address in one line, whose number may stand in a column of its own."""
    if not (number.any() or more.any()):
        return address
    parts = zip(_spelt(number), _spelt(address), _spelt(more), strict=True)
    return coded(" ".join(filter(None, line)) for line in parts)


def _of_place(texts: Callable[[str], Column]) -> dict[str, Column]:
    line = _line(texts("house"), texts("address"), texts("address_2"))
    house, street = line.derived(cleaning.house), line.derived(cleaning.street)
    postcode = texts("postcode").derived(cleaning.code)
    return {
        "house": house,
        "street": street,
        "home": house.joined(street),
        "street_sound": street.derived(lambda value: sound_of(value.partition(" ")[0])),
        "town": texts("town").derived(cleaning.words),
        "postcode": postcode,
        "outward": postcode.derived(cleaning.outward),
    }

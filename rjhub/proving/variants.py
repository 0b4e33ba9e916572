"""The records that another agency makes of somebody: misspelt, shortened, swapped, moved, married, half known."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from rjhub.demonstration.invented.person import Person
from rjhub.kernel.matching.nicknames import table

LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Letters of another alphabet that look the same.
LOOK_ALIKE = {"a": "\u0430", "e": "\u0435", "o": "\u043e", "p": "\u0440", "c": "\u0441", "x": "\u0445"}
TITLES = ("Mr ", "Mrs ", "MS. ", "dr ", "")
LAST_DAY_OF_EVERY_MONTH = 28


@dataclass(frozen=True)
class Known:
    """What a record says of somebody, as far as it is compared."""

    given_name: str
    family_name: str
    born_on: date | None
    postcode: str = ""
    mobile: str = ""
    email: str = ""


Change = Callable[[Known, random.Random, Known], Known]


def known_of(person: Person) -> Known:
    """Everything that an agency could know of somebody."""
    return Known(
        person.given_name, person.family_name, person.born_on, person.postcode, person.mobile, person.email
    )


def variants(known: Known, other: Known, chance: random.Random) -> Iterator[tuple[str, Known]]:
    """Every way in which they are written again, each by its name. `other` is somebody from whom they take what is new.

    Half of them have moved and give no number that was known before, so that name and birth have to do.
    """
    for name, change in CHANGES.items():
        moved = replace(known, postcode=other.postcode, mobile="", email="") if chance.randrange(2) else known
        yield name, change(moved, chance, other)
    yield "telephone and another name", Known(other.given_name, other.family_name, None, mobile=known.mobile)
    yield "telephone only", Known("", known.family_name[:1], None, mobile=known.mobile)
    yield "email only", Known("", "Unknown", None, email=known.email)


def _typo(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name))
    written = chance.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + chance.choice(LETTERS) + name[at:],
            name[:at] + chance.choice(LETTERS) + name[at + 1 :],
            name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
            name[:at] + name[at] * 2 + name[at + 1 :],
        )
    )
    return written or name


def _first_misspelt(known: Known, chance: random.Random, other: Known) -> Known:
    del other
    return replace(known, given_name=_typo(known.given_name, chance))


def _last_misspelt(known: Known, chance: random.Random, other: Known) -> Known:
    del other
    return replace(known, family_name=_typo(known.family_name, chance))


def _nickname(known: Known, chance: random.Random, other: Known) -> Known:
    del other
    plain = known.given_name.lower()
    own = table().get(plain, frozenset({plain}))
    forms = sorted(name for name, roots in table().items() if roots & own)
    return replace(known, given_name=chance.choice(forms or [plain]).capitalize())


def _swapped_names(known: Known, chance: random.Random, other: Known) -> Known:
    del chance, other
    return replace(known, given_name=known.family_name, family_name=known.given_name)


def _married(known: Known, chance: random.Random, other: Known) -> Known:
    del chance
    return replace(known, family_name=other.family_name)


def _double_barrelled(known: Known, chance: random.Random, other: Known) -> Known:
    both = [known.family_name, other.family_name]
    chance.shuffle(both)
    return replace(known, family_name=chance.choice("- ").join(both))


def _day_and_month(known: Known, chance: random.Random, other: Known) -> Known:
    born = known.born_on
    if born is None or born.day > 12:  # noqa: PLR2004 - no month has such a number
        return _wrong_digit(known, chance, other)
    return replace(known, born_on=born.replace(day=born.month, month=born.day))


def _wrong_digit(known: Known, chance: random.Random, other: Known) -> Known:
    del other
    if known.born_on is None:
        return known
    born = known.born_on
    part = chance.choice(("day", "month", "year") if born.day <= LAST_DAY_OF_EVERY_MONTH else ("day",))
    value = {
        "day": chance.randint(1, LAST_DAY_OF_EVERY_MONTH),
        "month": chance.randint(1, 12),
        "year": born.year + chance.choice((-10, -1, 1, 10)),
    }[part]
    return replace(known, born_on=born.replace(**{part: value}))


def _no_birth(known: Known, chance: random.Random, other: Known) -> Known:
    del chance, other
    return replace(known, born_on=None)


def _first_of_january(known: Known, chance: random.Random, other: Known) -> Known:
    del chance, other
    return replace(known, born_on=date(known.born_on.year, 1, 1) if known.born_on else None)


def _initial(known: Known, chance: random.Random, other: Known) -> Known:
    del chance, other
    return replace(known, given_name=known.given_name[:1])


def _other_writing(known: Known, chance: random.Random, other: Known) -> Known:
    del other
    return replace(
        known,
        given_name=chance.choice(TITLES) + known.given_name.upper(),
        family_name=f" {known.family_name.lower()} ",
    )


def _look_alikes(known: Known, chance: random.Random, other: Known) -> Known:
    del chance, other
    return replace(known, family_name="".join(LOOK_ALIKE.get(letter, letter) for letter in known.family_name))


def _in_one_box(known: Known, chance: random.Random, other: Known) -> Known:
    del chance, other
    return replace(known, given_name="", family_name=f"{known.given_name} {known.family_name}")


def _both(*changes: Change) -> Change:
    def all_of(known: Known, chance: random.Random, other: Known) -> Known:
        for change in changes:
            known = change(known, chance, other)
        return known

    return all_of


CHANGES: dict[str, Change] = {
    "as it was": lambda known, _, __: known,
    "first name misspelt": _first_misspelt,
    "family name misspelt": _last_misspelt,
    "short or long form": _nickname,
    "names swapped": _swapped_names,
    "married: another family name": _married,
    "double-barrelled": _double_barrelled,
    "day and month swapped": _day_and_month,
    "wrong part of the birth": _wrong_digit,
    "no date of birth": _no_birth,
    "1 January": _first_of_january,
    "an initial": _initial,
    "title, capitals, spaces": _other_writing,
    "look-alike letters": _look_alikes,
    "whole name in one box": _in_one_box,
    "both names misspelt": _both(_first_misspelt, _last_misspelt),
    "short form and misspelt": _both(_nickname, _last_misspelt),
    "misspelt, no date of birth": _both(_last_misspelt, _no_birth),
    "misspelt, wrong birth": _both(_first_misspelt, _wrong_digit),
    "swapped names, wrong birth": _both(_swapped_names, _wrong_digit),
    "married, day and month swapped": _both(_married, _day_and_month),
}

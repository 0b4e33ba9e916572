"""Writes an invented person down a second time, the way another agency would.

The postcode of a second record keeps an outward code that does not exist, so a slip never makes a real
address.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from rjhub.demonstration.invented import places
from rjhub.demonstration.invented.draws import Chance, table_of
from rjhub.demonstration.invented.nicknames import short_forms
from rjhub.demonstration.invented.person import Person

_SOUNDS = """
ph:f f:ph ck:k c:k k:c ie:y y:ie ee:ea ea:ee ai:ay ou:ow z:s s:z th:t mc:mac mac:mc gh: ll:l l:ll nn:n n:nn
tt:t ss:s kh:k dh:d w:v v:w ei:ie ey:y er:ar son:sen sen:son au:aw
"""
_HEARD_AS = [pair.split(":") for pair in _SOUNDS.split()]
_NEIGHBOURS = {
    letter: row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for place, letter in enumerate(row)
}
_KINDS_OF_STREET = {"Road": "Rd", "Street": "St", "Avenue": "Ave", "Close": "Cl", "Lane": "Ln", "Drive": "Dr"}

Slip = Callable[[Person, Chance, str], Person]


def with_doubles(
    people: Iterable[Person], *, force: str, share: float, seed: int, first: int
) -> Iterator[Person]:
    """Pass people on; after some of them comes a second record of the same human, numbered from `first`."""
    chance = Chance(f"doubles/{seed}/{force}")
    number = first
    for person in people:
        yield person
        if chance.yes(share):
            yield written_again(person, number=number, force=force, chance=chance)
            number += 1


def written_again(person: Person, *, number: int, force: str, chance: Chance) -> Person:
    """Give the same human being as a second record, with one to four slips in it."""
    record = person._replace(number=number, relation="")
    for _ in range(chance.pick((1, 1, 2, 2, 2, 3, 3, 4))):
        record = chance.pick(_SLIPS)(record, chance, force)
    return record


def _misspell_given(person: Person, chance: Chance, _force: str) -> Person:
    return person._replace(given_name=misspelt(person.given_name, chance), known_as="")


def _misspell_family(person: Person, chance: Chance, _force: str) -> Person:
    return person._replace(family_name=misspelt(person.family_name, chance))


def _shorten_given(person: Person, chance: Chance, _force: str) -> Person:
    short = short_forms().get(person.given_name)
    return person._replace(given_name=chance.pick(short) if short else person.given_name, known_as="")


def _initial_only(person: Person, _chance: Chance, _force: str) -> Person:
    return person._replace(given_name=person.given_name[:1], middle_names="", known_as="")


def _use_middle_name(person: Person, _chance: Chance, _force: str) -> Person:
    if not person.middle_names:
        return person
    return person._replace(given_name=person.middle_names, middle_names=person.given_name, known_as="")


def _swap_names(person: Person, _chance: Chance, _force: str) -> Person:
    return person._replace(given_name=person.family_name, family_name=person.given_name, known_as="")


def _drop_middle_name(person: Person, _chance: Chance, _force: str) -> Person:
    return person._replace(middle_names=person.middle_names[:1])


def _wrong_birthday(person: Person, chance: Chance, _force: str) -> Person:
    born = person.born_on
    if born is None:
        return person
    if born.day <= 12 and born.day != born.month and chance.yes(0.4):  # noqa: PLR2004 the twelve months
        return person._replace(born_on=born.replace(month=born.day, day=born.month))
    if chance.yes(0.3):
        return person._replace(born_on=date(born.year, 1, 1))
    if chance.yes(0.5):
        return person._replace(born_on=born.replace(day=chance.between(1, 28)))
    return person._replace(
        born_on=born.replace(year=born.year - chance.pick((1, 2, 10)), day=min(born.day, 28))
    )


def _no_birthday(person: Person, _chance: Chance, _force: str) -> Person:
    return person._replace(born_on=None)


def _moved(person: Person, chance: Chance, force: str) -> Person:
    place = chance.pick(places.places(force))
    return person._replace(
        house=chance.pick(places.houses()),
        street=chance.pick(places.streets()),
        town=place.town,
        district=place.district,
        postcode=f"{place.outward} {chance.pick(places.inward_codes())}",
        phone="",
    )


def _abbreviate_street(person: Person, _chance: Chance, _force: str) -> Person:
    name, _, kind = person.street.rpartition(" ")
    return person._replace(street=f"{name} {_KINDS_OF_STREET.get(kind, kind)}")


def _wrong_inward_code(person: Person, chance: Chance, _force: str) -> Person:
    outward = person.postcode.partition(" ")[0]
    return person._replace(postcode=f"{outward} {chance.pick(places.inward_codes())}")


def _no_contact(person: Person, _chance: Chance, _force: str) -> Person:
    return person._replace(mobile="", email="")


def _no_numbers(person: Person, _chance: Chance, _force: str) -> Person:
    return person._replace(pnc="", cro="", prison_number="", crn="")


_SLIPS: list[Slip] = table_of(
    [
        (_misspell_given, 13),
        (_misspell_family, 15),
        (_shorten_given, 14),
        (_initial_only, 3),
        (_use_middle_name, 3),
        (_swap_names, 3),
        (_drop_middle_name, 8),
        (_wrong_birthday, 9),
        (_no_birthday, 6),
        (_moved, 12),
        (_abbreviate_street, 6),
        (_wrong_inward_code, 4),
        (_no_contact, 8),
        (_no_numbers, 8),
    ],
    size=112,
)


def misspelt(word: str, chance: Chance) -> str:
    """Spell a name wrong once, by a slip of the finger or as it sounds."""
    if len(word) < 3:  # noqa: PLR2004 nothing to get wrong
        return word
    place = chance.between(1, len(word) - 2)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    ways = (
        before + after,
        before + letter + letter + after,
        before + (chance.pick(_NEIGHBOURS.get(letter.lower(), "") or letter)) + after,
        before + after[0] + letter + after[1:],
        _as_heard(word, chance),
        _as_heard(word, chance),
    )
    return chance.pick(ways)


def _as_heard(word: str, chance: Chance) -> str:
    lower = word.lower()
    heard = [(sound, other) for sound, other in _HEARD_AS if sound in lower]
    if not heard:
        return word + "e"
    sound, other = chance.pick(heard)
    return lower.replace(sound, other, 1).capitalize()

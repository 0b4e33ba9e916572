"""What is sought of a person: every name with its other forms, the date of birth, and keys beyond the record's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from rjhub.kernel.matching import nicknames
from rjhub.kernel.matching.names import name_parts, surnames
from rjhub.matching.weighing import Weighing
from rjhub.people import keys
from rjhub.people.models import OtherName, Person
from rjhub.people.vocabulary import KeyKind

_INITIALS = 2  # letters
_MOST_NAMES = 8  # a record that lists more aliases is compared by its first ones
_VARIED = (KeyKind.SAME_NAME_AND_BIRTH, KeyKind.LIKE_NAME_AND_BIRTH, KeyKind.NAMES_AND_YEAR, KeyKind.NAMES)


@dataclass(frozen=True, kw_only=True)
class Sought:
    """One record as it is compared with others."""

    names: tuple[tuple[str, str], ...]  # first and last names as they are written
    middle_names: str
    born_on: date | None

    def for_statement(self, weighing: Weighing) -> list[dict[str, Any]]:
        """Each name as the statement reads it, with how rare it is."""
        return [_name(first, last, weighing) for first, last in self.names]

    def more_keys(self) -> list[bytes]:
        """Keys that the record has not itself.

        A middle name used as the first, names the wrong way round, a half of a double surname.
        """
        varied = tuple(dict.fromkeys(self._variants()))
        if not varied:
            return []
        said = keys.Said(names=varied[: 2 * _MOST_NAMES], born_on=self.born_on, numbers=())
        made = keys.identity_keys(said)
        return sorted({digest for kind in _VARIED for digest in made[kind]})

    def _variants(self) -> Iterable[tuple[str, str]]:
        for first, last in self.names:
            yield last, first
            parts = [*name_parts(first), *name_parts(self.middle_names)]
            yield from ((part, last) for part in parts[1:3])
            halves = name_parts(last)
            yield from ((first, half) for half in halves if len(halves) > 1 and len(half) > _INITIALS)
            yield from ((first, f"{one} {two}") for one, two in pairwise(halves) if len(halves) > len("ab"))


def of(person: Person, others: Iterable[OtherName]) -> Sought:
    """What is sought for a record."""
    names = [(person.given_name, person.family_name)]
    names += [(person.known_as, person.family_name)] if person.known_as else []
    names += [(other.given_name, other.family_name) for other in others]
    return Sought(
        names=tuple(dict.fromkeys(names))[:_MOST_NAMES],
        middle_names=person.middle_names,
        born_on=person.born_on,
    )


def _name(first: str, last: str, weighing: Weighing) -> dict[str, Any]:
    given, family = name_parts(first), name_parts(last)
    if len(family) > 1 and not given:
        given, family = family[:1], family[1:]
    plain, surname = "".join(given[:1]), "".join(family)
    rare_first, rare_last = weighing.rarity(plain, surname)
    return {
        "first": plain,
        "forms": sorted(other_forms(plain)),
        "last": surname,
        "parts": sorted(part for part in surnames(family) if len(part) > _INITIALS),
        "rare_first": rare_first,
        "rare_last": rare_last,
        "first_written": first,
        "last_written": last,
    }


def other_forms(first: str) -> frozenset[str]:
    """Every name that may be the same first name in another form."""
    roots = nicknames.roots_of(first)
    return frozenset().union(*(_forms().get(root, frozenset({root})) for root in roots)) - {first}


@cache
def _forms() -> dict[str, frozenset[str]]:
    forms: dict[str, set[str]] = {}
    for name, roots in nicknames.table().items():
        for root in roots:
            forms.setdefault(root, {root}).add(name)
    return {root: frozenset(names) for root, names in forms.items()}

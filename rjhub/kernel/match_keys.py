"""Keys that two records share if they may be of one person.

A key is a keyed hash (HMAC-SHA256, cut to 16 bytes) of something that both records say, so that an index of
keys gives nothing away to who holds it without the secret. Sharing a `certain` key means the same person, as
far as the records are right: the same official number, or the same names and date of birth. Sharing a
`possible` key means that a person should look: the keys are chosen so that one spelling mistake, a short
name, names or dates the wrong way round, a changed surname or a wrong digit in the date of birth leave at
least one key as it was.

Values that say nothing ("Not known", 1 January) give no key of their own. Nothing here fails on odd text.
"""

import hmac
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import product
from typing import TypeGuard

from rjhub.kernel.identifiers import email, postcode, telephone
from rjhub.kernel.identifiers.kinds import IdentifierKind
from rjhub.kernel.identifiers.national_insurance import without_last_letter
from rjhub.kernel.invalid import Invalid
from rjhub.kernel.matching.names import name_parts, surnames
from rjhub.kernel.matching.nicknames import roots_of
from rjhub.kernel.matching.sound import sound_of

_KEY_BYTES = 16
_EARLIEST_YEAR = 1905  # nobody alive was born before; such dates stand for "not known"
_MOST_PARTS = 4  # of a name: enough for every real one, and a page of pasted text cannot make a thousand keys
# Names borne by so many before another one that the next name counts as a first name too.
_OFTEN_BEFORE_THE_NAME = frozenset({"mohammed", "abdul", "ahmed"})


@dataclass(frozen=True, slots=True)
class Identity:
    """What a record says about who somebody is. Everything may be missing, wrong or nonsense."""

    first_names: str = ""
    last_names: str = ""
    born_on: date | None = None
    identifiers: tuple[tuple[IdentifierKind, str], ...] = ()
    postcodes: tuple[str, ...] = ()
    telephones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    also_known_as: tuple[tuple[str, str], ...] = ()  # pairs of first and last names


def identity_keys(identity: Identity, secret: bytes) -> frozenset[bytes]:
    """Give all keys of a record, certain and possible."""
    return certain_keys(identity, secret) | possible_keys(identity, secret)


def certain_keys(identity: Identity, secret: bytes) -> frozenset[bytes]:
    """Give the keys of which one shared key means the same person, if both records are right."""
    return _hashed(_certain_facts(identity), secret)


def possible_keys(identity: Identity, secret: bytes) -> frozenset[bytes]:
    """Give the keys of which one shared key means that somebody should look at the two records together."""
    return _hashed(_possible_facts(identity), secret)


def keys_by_fact(identity: Identity, secret: bytes) -> dict[bytes, str]:
    """Give all keys of a record, each with what it is made from: "number", "named born", "born at" and the like."""
    facts = {*_certain_facts(identity), *_possible_facts(identity)}
    return {_key(fact, secret): fact[0] for fact in facts}


def name_keys(identity: Identity, secret: bytes, *, without_birth: bool) -> frozenset[bytes]:
    """Give the keys of the names alone: those by which a record without a date of birth looks, or those it finds.

    Where both records have a date their names alone say nothing, so only the keys of a record without one look.
    """
    looks = frozenset(_names_looked_for(identity)) if not _says_something(identity.born_on) else frozenset()
    found = looks if without_birth else frozenset(_names_found(identity)) - looks
    return _hashed(found, secret)


def _names_looked_for(identity: Identity) -> Iterator[tuple[str, ...]]:
    for pairs, single in _names_alone(identity):
        yield from (("named", pair) for pair in pairs)
        if not pairs:
            yield from (("one name", name) for name in single)


def _names_found(identity: Identity) -> Iterator[tuple[str, ...]]:
    for pairs, single in _names_alone(identity):
        yield from (("named", pair) for pair in pairs)
        yield from (("one name", name) for name in single)


def _names_alone(identity: Identity) -> Iterator[tuple[set[str], set[str]]]:
    for first, last in _names(identity):
        firsts, lasts = _sounds(_used_first_names(first)), _sounds(sorted(surnames(last[:_MOST_PARTS])))
        yield {"+".join(sorted(pair)) for pair in product(firsts, lasts)}, firsts | lasts


@dataclass(frozen=True, slots=True)
class WiderKeys:
    """Keys that many people share, by what they are made from.

    They find candidates for a comparison of everything that is known, and mean nothing by themselves.
    """

    names: frozenset[bytes]
    names_and_year: frozenset[bytes]
    family_and_month: frozenset[bytes]


def wider_keys(identity: Identity, secret: bytes) -> WiderKeys:
    """Give the keys by which candidates are found where the narrower ones differ: less has to agree for these."""
    born = identity.born_on if _says_something(identity.born_on) else None
    pairs, families = set[str](), set[str]()
    for first, last in _names(identity):
        firsts, lasts = _sounds(_used_first_names(first)), _sounds(sorted(surnames(last[:_MOST_PARTS])))
        pairs |= {"+".join(sorted(pair)) for pair in product(firsts, lasts)}
        families |= lasts
    year = identity.born_on.year if identity.born_on and identity.born_on.year >= _EARLIEST_YEAR else None
    return WiderKeys(
        names=_hashed((("names", pair) for pair in pairs), secret),
        names_and_year=_hashed((("names in", pair, str(year)) for pair in pairs if year), secret),
        family_and_month=_hashed(
            (("family in", name, f"{born.year}-{born.month}") for name in families if born), secret
        ),
    )


def _hashed(facts: Iterable[tuple[str, ...]], secret: bytes) -> frozenset[bytes]:
    return frozenset(_key(fact, secret) for fact in set(facts))


def _key(fact: tuple[str, ...], secret: bytes) -> bytes:
    return hmac.digest(secret, "\x1f".join(fact).encode(errors="replace"), sha256)[:_KEY_BYTES]


def _certain_facts(identity: Identity) -> Iterator[tuple[str, ...]]:
    for kind, text in identity.identifiers:
        if number := _read(kind.parse, text):
            number = without_last_letter(number) if kind is IdentifierKind.NATIONAL_INSURANCE else number
            yield "number", kind, number
    if _says_something(identity.born_on):
        for first, last in _names(identity):
            if first and last:
                yield "named and born", first[0], "".join(last), identity.born_on.isoformat()


def _possible_facts(identity: Identity) -> Iterator[tuple[str, ...]]:
    postcodes = list(filter(None, (_read(postcode.parse, text) for text in identity.postcodes)))
    yield from (
        ("telephone", number) for text in identity.telephones if (number := _read(telephone.parse, text))
    )
    yield from (
        ("e-mail", address.lower()) for text in identity.emails if (address := _read(email.parse, text))
    )
    for first, last in _names(identity):
        firsts, lasts = _sounds(_used_first_names(first)), _sounds(sorted(surnames(last[:_MOST_PARTS])))
        pairs = {
            "+".join(sorted(pair)) for pair in product(firsts, lasts)
        }  # in order, so that swapped names meet
        yield from (("named at", pair, place) for pair, place in product(pairs, postcodes))
        if identity.born_on and identity.born_on.year >= _EARLIEST_YEAR:
            yield from (("named born", pair, _either_way_round(identity.born_on)) for pair in pairs)
            if _says_something(identity.born_on):
                yield from _facts_of_birth(identity.born_on, firsts, lasts, pairs, postcodes)


def _facts_of_birth(
    born_on: date, firsts: set[str], lasts: set[str], pairs: set[str], postcodes: list[str]
) -> Iterator[tuple[str, ...]]:
    """Facts in which the date weighs much, and one part of it or of the name may be wrong."""
    for pair, (part, value) in product(pairs, _dates_with_one_part_left_out(born_on)):
        yield "named born but", part, pair, value
    born = _either_way_round(born_on)
    yield from (("one name born", name, born) for name in firsts | lasts)
    yield from (("born at", born, place) for place in postcodes)


def _names(identity: Identity) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each name as its first and last parts, shared out where somebody typed the whole name into one box."""
    for first_names, last_names in ((identity.first_names, identity.last_names), *identity.also_known_as):
        first, last = name_parts(first_names), name_parts(last_names)
        if len(last) > 1 and not first:
            first, last = last[:1], last[1:]
        elif len(first) > 1 and not last:
            first, last = first[:-1], first[-1:]
        yield first, last


def _used_first_names(first: tuple[str, ...]) -> list[str]:
    """Give the first one; the second after Mohammed; and Maryjane for Mary Jane."""
    used = list(first[:1])
    if first[1:] and roots_of(first[0]) & _OFTEN_BEFORE_THE_NAME:
        used.append(first[1])
    elif first[1:] and len(first[1]) > 1:
        used.append(first[0] + first[1])
    return used


def _sounds(names: Iterable[str]) -> set[str]:
    return {sound_of(form) for name in names for form in roots_of(name) | {name}}


def _says_something(born_on: date | None) -> TypeGuard[date]:
    """1 January is what is written when only the year is known, or nothing."""
    return born_on is not None and born_on.year >= _EARLIEST_YEAR and (born_on.month, born_on.day) != (1, 1)


def _either_way_round(born_on: date) -> str:
    """The same for 4 July and 7 April."""
    low, high = sorted((born_on.month, born_on.day))
    return f"{born_on.year}-{low}-{high}"


def _dates_with_one_part_left_out(born_on: date) -> list[tuple[str, str]]:
    return [
        ("day", f"{born_on.year}-{born_on.month}"),
        ("month", f"{born_on.year}-{born_on.day}"),
        ("year", f"{born_on.month}-{born_on.day}"),
    ]


def _read(parse: Callable[[str], str], text: str) -> str | None:
    try:
        return parse(text)
    except Invalid:
        return None

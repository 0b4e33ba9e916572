"""The keys of a record: keyed digests by which records of one person find each other, by kind.

The rules of matching are the kernel's. Here a record is taken apart, so that each key is known to come from a
number, from names and birth, or from how somebody can be reached, and a coordinator can be told why two
records are alike.
"""

import hmac
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256

from rjhub.kernel import match_keys, said_words
from rjhub.kernel.identifiers import email, postcode, telephone
from rjhub.kernel.identifiers.kinds import IdentifierKind as Number
from rjhub.kernel.invalid import Invalid
from rjhub.people.vocabulary import ContactKind, IdentifierKind, KeyKind
from rjhub.settings.environment import environment

Keys = dict[KeyKind, frozenset[bytes]]
_NUMBERS = {
    IdentifierKind.PNC: KeyKind.PNC,
    IdentifierKind.CRO: KeyKind.CRO,
    IdentifierKind.PRISON_NUMBER: KeyKind.PRISON_NUMBER,
    IdentifierKind.CRN: KeyKind.CRN,
}
_PHONES = (ContactKind.MOBILE, ContactKind.PHONE)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a record says about who somebody is. Names are given and family name, the present one first."""

    names: tuple[tuple[str, str], ...]
    born_on: date | None
    numbers: tuple[tuple[IdentifierKind, str], ...]


def identity_keys(said: Said) -> Keys:
    """The keys made from names, date of birth and numbers. A kind without any is there, and empty."""
    keys = {
        key: _certain(
            match_keys.Identity(identifiers=tuple((Number(kind), n) for k, n in said.numbers if k == kind))
        )
        for kind, key in _NUMBERS.items()
    }
    born = _named(said, born_on=said.born_on)
    wider = match_keys.wider_keys(born, secret())
    return keys | {
        KeyKind.SAME_NAME_AND_BIRTH: _certain(born),
        KeyKind.LIKE_NAME_AND_BIRTH: _possible(born),
        # A record whose date of birth says nothing is compared by its name, with every other; so each has both kinds.
        KeyKind.NAME_WITHOUT_BIRTH: match_keys.name_keys(born, secret(), without_birth=True),
        KeyKind.NAME: match_keys.name_keys(born, secret(), without_birth=False),
        KeyKind.NAMES: wider.names,
        KeyKind.NAMES_AND_YEAR: wider.names_and_year,
        KeyKind.FAMILY_AND_MONTH: wider.family_and_month,
    }


def contact_keys(said: Said, contact: Mapping[ContactKind, str]) -> Keys:
    """The keys for which it takes how somebody can be reached."""
    places = tuple(_postcodes_in(contact.get(ContactKind.ADDRESS, "")))
    phones = tuple(contact[kind] for kind in _PHONES if kind in contact)
    emails = tuple(contact[kind] for kind in (ContactKind.EMAIL,) if kind in contact)
    return {
        KeyKind.NAME_AND_POSTCODE: _possible(_named(said, postcodes=places)),
        KeyKind.BIRTH_AND_POSTCODE: _possible(match_keys.Identity(born_on=said.born_on, postcodes=places)),
        KeyKind.TELEPHONE: _possible(match_keys.Identity(telephones=phones)),
        KeyKind.EMAIL: _possible(match_keys.Identity(emails=emails)),
        KeyKind.POSTCODE: frozenset(_postcode_key(place) for place in places),
        KeyKind.ADDRESS: frozenset(
            said_key(words) for words in said_words.of_an_address(contact.get(ContactKind.ADDRESS, ""))
        ),
    }


def lookup_key(typed: str) -> bytes | None:
    """The key that finds people by a telephone number, email address or postcode; None for anything else."""
    if stored := _read(telephone.parse, typed):
        return next(iter(_possible(match_keys.Identity(telephones=(stored,)))))
    if stored := _read(email.parse, typed):
        return next(iter(_possible(match_keys.Identity(emails=(stored,)))))
    if stored := _read(postcode.parse, typed):
        return _postcode_key(stored)
    return None


def said_key(words: str) -> bytes:
    """The digest of a run of words: a line of an address, a code word."""
    return hmac.digest(secret(), f"said\x1f{words}".encode(), sha256)[:16]


def code_word_keys(code_word: str) -> Keys:
    """The digest of a code word; the kind is there, and empty, for none."""
    words = said_words.whole(code_word)
    return {KeyKind.CODE_WORD: frozenset({said_key(words)} if words else ())}


def _postcodes_in(address: str) -> Iterator[str]:
    """A postcode stands on a line of its own, or at the end of one."""
    for line in address.splitlines():
        words = line.replace(",", " ").split()
        found = _read(postcode.parse, " ".join(words[-2:])) or _read(postcode.parse, "".join(words[-1:]))
        if found:
            yield found


def _named(
    said: Said, *, born_on: date | None = None, postcodes: tuple[str, ...] = ()
) -> match_keys.Identity:
    (first, last), *others = said.names
    return match_keys.Identity(
        first_names=first, last_names=last, also_known_as=tuple(others), born_on=born_on, postcodes=postcodes
    )


def _certain(identity: match_keys.Identity) -> frozenset[bytes]:
    return match_keys.certain_keys(identity, secret())


def _possible(identity: match_keys.Identity) -> frozenset[bytes]:
    return match_keys.possible_keys(identity, secret())


def _postcode_key(place: str) -> bytes:
    return hmac.digest(secret(), f"postcode\x1f{place}".encode(), sha256)[:16]


def _read(parse: Callable[[str], str], text: str) -> str | None:
    try:
        return parse(text)
    except Invalid:
        return None


@cache
def secret() -> bytes:
    """The key of every digest."""
    return environment.secret("match_key").encode()

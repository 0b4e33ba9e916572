"""The keys of a question: the same keyed digests by which records find each other, each with what it is made from."""

import hmac
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from rjhub.asking.elsewhere import Sought
from rjhub.asking.vocabulary import Fact, Given
from rjhub.kernel import match_keys, text
from rjhub.kernel.identifiers.kinds import IdentifierKind
from rjhub.kernel.matching.names import name_parts
from rjhub.matching.sought import other_forms
from rjhub.people import keys

_FACTS = {
    "number": Fact.NUMBER,
    "named and born": Fact.NAMED_AND_BORN,
    "named born": Fact.NAMED_BORN,
    "named born but": Fact.NAMED_BORN_BUT,
    "one name born": Fact.ONE_NAME_BORN,
    "named at": Fact.NAMED_AT,
    "born at": Fact.BORN_AT,
}
_SHORT = 16
_MOST_FORMS = 8  # of a first name: each is compared with the whole register


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Whom somebody asks about: the least that they need to say."""

    given_name: str = ""
    family_name: str = ""
    born_on: date | None = None
    postcode: str = ""
    number: tuple[IdentifierKind, str] | None = None

    @property
    def given(self) -> tuple[Given, ...]:
        """What they said, by kind."""
        said = {
            Given.NAME: self.name,
            Given.BORN_ON: self.born_on,
            Given.POSTCODE: self.postcode,
            Given.NUMBER: self.number,
        }
        return tuple(kind for kind, value in said.items() if value)

    @property
    def name(self) -> str:
        """The name, as lists sort it, so that capitals and accents make no other question of it."""
        return text.sort_key(f"{self.family_name} {self.given_name}".strip())


def keys_of(asked: Asked) -> dict[bytes, Fact]:
    """The keys by which somebody is looked for in the whole register."""
    identity = match_keys.Identity(
        first_names=asked.given_name,
        last_names=asked.family_name,
        born_on=asked.born_on,
        postcodes=(asked.postcode,) if asked.postcode else (),
        identifiers=(asked.number,) if asked.number else (),
    )
    found = match_keys.keys_by_fact(identity, keys.secret())
    return {digest: _FACTS[fact] for digest, fact in found.items()}


def sought_elsewhere(asked: Asked) -> Sought:
    """A question as another partnership is asked: the first name in each of its forms."""
    first = "".join(name_parts(asked.given_name)[:1])
    forms = sorted(other_forms(first))[: _MOST_FORMS - 1] if first else []
    return Sought(
        firsts=(asked.given_name, *forms),
        last=asked.family_name,
        born_on=asked.born_on,
        place=keys.lookup_key(asked.postcode) if asked.postcode else None,
    )


def digest_of(asked: Asked) -> bytes:
    """What the record keeps of a question: it tells that the same was asked again, and not what."""
    number = asked.number[1] if asked.number else ""
    return _digest("question", asked.name, str(asked.born_on or ""), asked.postcode, number)


def parts_of(asked: Asked) -> tuple[bytes, bytes, bytes]:
    """Digests of the name, the date of birth and the rest, by which trying out one of them is seen."""
    number = asked.number[1] if asked.number else ""
    return (
        _digest("name", asked.name)[:_SHORT],
        _digest("born", str(asked.born_on or ""))[:_SHORT],
        _digest("rest", asked.postcode, number)[:_SHORT],
    )


def _digest(*said: str) -> bytes:
    return hmac.digest(keys.secret(), "\x1f".join(("asking", *said)).encode(errors="replace"), sha256)

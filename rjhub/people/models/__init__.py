"""A file for each noun of the people room."""

from rjhub.people.models.contact import ContactPoint, Custody, SafeContact
from rjhub.people.models.equality import Equality
from rjhub.people.models.link import Link
from rjhub.people.models.match_key import MatchKey
from rjhub.people.models.person import Amendment, Identifier, OtherName, Person
from rjhub.people.models.stop import Stop

__all__ = [
    "Amendment",
    "ContactPoint",
    "Custody",
    "Equality",
    "Identifier",
    "Link",
    "MatchKey",
    "OtherName",
    "Person",
    "SafeContact",
    "Stop",
]

"""Where something written goes: drawn at the moment in which it leaves, kept nowhere."""

from rjhub.letters.models import Letter
from rjhub.letters.vocabulary import WAYS
from rjhub.partnership.models import Staff
from rjhub.people import queries, vault
from rjhub.people.vocabulary import Channel


def address_of(letter: Letter, *, by: Staff, purpose: str) -> str | None:
    """The one current address, number or e-mail address of a letter's person; None where there is none.

    For somebody harmed the vault writes down who opened it before it answers. Raises Refused.
    """
    kind = WAYS[Channel(letter.way)]
    if letter.person.is_harmed:
        found = {one.kind: one.value for one in vault.open_contact(letter.person, by=by, purpose=purpose)}
        return found.get(kind)
    return next((one.value for one in queries.contact_points(letter.person) if one.kind == kind), None)

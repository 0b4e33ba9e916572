"""Keeping a record findable: the text that search reads, and the keys by which records meet."""

from collections.abc import Iterable, Mapping

from rjhub.kernel import text
from rjhub.people import keeper, keys, policies, queries, vault
from rjhub.people.models import Person
from rjhub.people.vocabulary import ContactKind, IdentifierKind

# A name may grow when it is spelled out in plain letters; what does not fit the field is left out.
_LONGEST_SORT_KEY, _LONGEST_FOUND_BY = 170, 1000


def sort_key(given_name: str, family_name: str) -> str:
    """Where a person stands in a list: by family name, then given name."""
    return text.sort_key(f"{family_name} {given_name}")[:_LONGEST_SORT_KEY]


def found_by(names: Iterable[str]) -> str:
    """Every word of every name once, as search reads it: a space before and after each."""
    words = dict.fromkeys(word for name in names for word in text.sort_key(name).replace("_", " ").split())
    return f" {' '.join(words)} "[:_LONGEST_FOUND_BY]


def refresh(person: Person, *, contact: Mapping[ContactKind, str] | None = None) -> None:
    """Make the record findable by what it says now.

    Keys made from how somebody can be reached are kept as they were where that is not given and may not be
    read.
    """
    others = [(other.given_name, other.family_name) for other in queries.other_names(person)]
    known_as = [(person.known_as, person.family_name)] if person.known_as else []
    names = ((person.given_name, person.family_name), *known_as, *others)
    person.sort_key = sort_key(person.given_name, person.family_name)
    person.found_by = found_by([*(f"{family} {given}" for given, family in names), person.middle_names])
    person.save(update_fields=["sort_key", "found_by"])
    numbers = tuple((IdentifierKind(one.kind), one.value) for one in queries.identifiers(person))
    said = keys.Said(names=names, born_on=person.born_on, numbers=numbers)
    keeper.keep_keys(person, keys.identity_keys(said))
    if contact is None and policies.may_open_contact(None, person):
        contact = _present_contact(person)
    if contact is not None:
        keeper.keep_keys(person, keys.contact_keys(said, contact))


def _present_contact(person: Person) -> dict[ContactKind, str]:
    if person.is_harmed:
        return {
            detail.kind: detail.value
            for detail in vault.open_contact(person, by=None, purpose="duplicate check")
        }
    return {ContactKind(point.kind): point.value for point in queries.contact_points(person)}

"""Keeping a record findable: the text that search reads, and the keys by which records meet."""

from collections.abc import Iterable, Mapping, Sequence

from rjhub.kernel import text
from rjhub.people import keeper, keys, policies, queries, vault
from rjhub.people.models import OtherName, Person
from rjhub.people.vocabulary import ContactKind, IdentifierKind

Names = tuple[tuple[str, str], ...]
Numbers = tuple[tuple[IdentifierKind, str], ...]
# A name may grow when it is spelled out in plain letters; what does not fit the field is left out.
_LONGEST_SORT_KEY, _LONGEST_FOUND_BY = 170, 1000


def sort_key(given_name: str, family_name: str) -> str:
    """Where a person stands in a list: by family name, then given name."""
    return text.sort_key(f"{family_name} {given_name}")[:_LONGEST_SORT_KEY]


def found_by(names: Iterable[str]) -> str:
    """Every word of every name once, as search reads it: a space before and after each."""
    words = dict.fromkeys(word for name in names for word in text.sort_key(name).replace("_", " ").split())
    return f" {' '.join(words)} "[:_LONGEST_FOUND_BY]


def spell(person: Person, others: Sequence[OtherName] = ()) -> Names:
    """Write every name of a record in the form that lists and search read, and give the names."""
    known_as = [(person.known_as, person.family_name)] if person.known_as else []
    names = (
        (person.given_name, person.family_name),
        *known_as,
        *((other.given_name, other.family_name) for other in others),
    )
    person.sort_key = sort_key(person.given_name, person.family_name)
    person.found_by = found_by([*(f"{family} {given}" for given, family in names), person.middle_names])
    return names


def index(person: Person, names: Names, numbers: Numbers, contact: Mapping[ContactKind, str] | None) -> None:
    """Keep the keys of a record; those made from contact stay as they were where contact is not known."""
    said = keys.Said(names=names, born_on=person.born_on, numbers=numbers)
    by_contact = {} if contact is None else keys.contact_keys(said, contact)
    keeper.keep_keys(person, keys.identity_keys(said) | by_contact)


def refresh(person: Person) -> None:
    """Make a record that was changed findable by what it says now."""
    names = spell(person, queries.other_names(person))
    person.save(update_fields=["sort_key", "found_by"])
    numbers = tuple((IdentifierKind(one.kind), one.value) for one in queries.identifiers(person))
    reachable = bool(policies.may_open_contact(None, person))
    index(person, names, numbers, _present_contact(person) if reachable else None)


def _present_contact(person: Person) -> dict[ContactKind, str]:
    if person.is_harmed:
        return {
            detail.kind: detail.value
            for detail in vault.open_contact(person, by=None, purpose="duplicate check")
        }
    return {ContactKind(point.kind): point.value for point in queries.contact_points(person)}

"""The cases of a person, for whoever compares their record with another."""

from collections.abc import Iterator

from django.urls import reverse

from rjhub.cases.models import Party
from rjhub.design.links import Link
from rjhub.people.models import Person


def cases_of(person: Person) -> Iterator[Link]:
    """Each case of theirs that the one who asks may see, open ones first."""
    found = Party.objects.filter(person=person).select_related("case")
    for party in sorted(found, key=lambda one: (one.case.is_closed, one.case.reference)):
        state = "closed" if party.case.is_closed else "open"
        yield Link(f"{party.case.reference}, {state}", reverse("cases:case", args=[party.case.reference]))

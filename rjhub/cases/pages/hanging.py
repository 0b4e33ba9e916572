"""The cases of a person or a referral, for whoever compares it with another."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.urls import reverse

from rjhub.cases import queries
from rjhub.cases.models import Case, Party
from rjhub.design.links import Link
from rjhub.design.words import day
from rjhub.people.models import Person
from rjhub.referrals.pages.with_us import CaseOf


def cases_of(person: Person) -> Iterator[Link]:
    """Each case of theirs that the one who asks may see, open ones first."""
    found = Party.objects.filter(person=person).select_related("case")
    for party in sorted(found, key=lambda one: (one.case.is_closed, one.case.reference)):
        state = "closed" if party.case.is_closed else "open"
        yield Link(f"{party.case.reference}, {state}", reverse("cases:case", args=[party.case.reference]))


def cases_of_files(file_ids: Iterable[UUID]) -> dict[UUID, CaseOf]:
    """The cases that some files are about, as far as the one who asks sees them, open or closed."""
    return {file: _case_of(case) for file, case in queries.cases_of_files(file_ids).items()}


def _case_of(case: Case) -> CaseOf:
    if case.closed_at is None:
        return CaseOf(case.reference, is_open=True, said=f"The case {case.reference} is open.")
    said = (
        f"The case {case.reference} was closed on {day(case.closed_at)}: {case.get_closing_reason_display()}."
    )
    return CaseOf(case.reference, is_open=False, said=said)

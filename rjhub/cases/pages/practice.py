"""Somebody's own cases on the page of their practice."""

from collections.abc import Iterator

from django.urls import reverse

from rjhub.cases import queries
from rjhub.cases.pages.frame import stage_tag
from rjhub.design.links import Link
from rjhub.design.pieces import Shown, Tag, Tone
from rjhub.partnership.models import Staff


def cases_of(staff: Staff) -> Iterator[tuple[Shown, ...]]:
    """The open cases that somebody facilitates, and those that they were asked to take and have not answered."""
    for allocation in queries.allocations_to(staff):
        part = allocation.get_part_display()
        if allocation.accepted_at is None:
            answer = Link(allocation.case_reference, reverse("cases:allocation_answer", args=[allocation.id]))
            yield ([answer, allocation.offence], part, Tag("Say whether you can take it", Tone.TO_DO))
        elif allocation.case.closed_at is None:
            open_it = Link(allocation.case_reference, reverse("cases:case", args=[allocation.case_reference]))
            yield ([open_it, allocation.offence], part, stage_tag(allocation.case))

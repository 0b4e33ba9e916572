"""The list of cases."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.cases.forms.listing import CaseFilters
from rjhub.cases.listing import CaseList
from rjhub.cases.models import Case
from rjhub.cases.pages.frame import stage_tag
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Paging, Shown
from rjhub.design.words import day


@dataclass(frozen=True)
class Cases:
    """Every case that the reader may see, narrowed down and page by page."""

    filters: CaseFilters
    chosen: tuple[Link, ...]
    clear_href: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    paging: Paging
    title: str = "Cases"


COLUMNS = (
    Column("Case"),
    Column("Offence"),
    Column("Stage"),
    Column("Hub"),
    Column("Answers for it"),
    Column("Last change"),
)


def page_for(found: CaseList, filters: CaseFilters, chosen: tuple[Link, ...]) -> Cases:
    """The page for what was found."""
    return Cases(
        filters=filters,
        chosen=chosen,
        clear_href=reverse("cases:cases"),
        columns=COLUMNS,
        rows=tuple(_row(case) for case in found.cases),
        paging=Paging(
            first=found.first if found.cases else 0,
            last=found.first + len(found.cases) - 1 if found.cases else 0,
            total=found.total,
            at_least=found.at_least,
            previous_href=found.previous_href,
            next_href=found.next_href,
            things="cases",
        ),
    )


def _row(case: Case) -> tuple[Shown, ...]:
    return (
        Link(case.reference, reverse("cases:case", args=[case.reference])),
        case.offence or "Not recorded yet",
        stage_tag(case),
        case.hub.name,
        case.answering_staff.name,
        day(case.updated_at),
    )

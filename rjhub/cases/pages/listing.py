"""The list of cases."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.cases.forms.listing import CaseFilters
from rjhub.cases.listing import CaseList
from rjhub.cases.models import Case, Party
from rjhub.cases.pages.frame import stage_tag
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Paging, Shown
from rjhub.design.words import day
from rjhub.sharing.vocabulary import Side


@dataclass(frozen=True)
class Cases:
    """Every case that the reader may see, narrowed down and page by page."""

    filters: CaseFilters
    chosen: tuple[Link, ...]
    clear_href: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    paging: Paging
    empty: str
    emergency: Link | None = None
    title: str = "Cases"


UNSEEN = "Nobody you may see"
COLUMNS = (
    Column("Case"),
    Column("Person harmed"),
    Column("Person responsible"),
    Column("Stage"),
    Column("Answers for it"),
    Column("Last change"),
)


def page_for(
    found: CaseList, filters: CaseFilters, chosen: tuple[Link, ...], *, may_open_another: bool
) -> Cases:
    """The page for what was found."""
    return Cases(
        filters=filters,
        chosen=chosen,
        emergency=Link("Open a case in an emergency", reverse("cases:emergency"))
        if may_open_another
        else None,
        clear_href=reverse("cases:cases"),
        columns=COLUMNS,
        rows=tuple(_row(case, found.parties.get(case.id, [])) for case in found.cases),
        paging=Paging(
            first=found.first if found.cases else 0,
            last=found.first + len(found.cases) - 1 if found.cases else 0,
            total=found.total,
            at_least=found.at_least,
            previous_href=found.previous_href,
            next_href=found.next_href,
            things="cases" if chosen else "open cases",
        ),
        empty="No case matches. Remove a filter to see more."
        if chosen
        else "You have no open cases. To see others, choose “Closed” or “Open and closed”.",
    )


def _row(case: Case, parties: list[Party]) -> tuple[Shown, ...]:
    harmed, responsible = (
        [party.name for party in parties if party.side == side] for side in (Side.HARMED, Side.RESPONSIBLE)
    )
    return (
        (Link(case.reference, reverse("cases:case", args=[case.reference])), case.offence),
        harmed or UNSEEN,
        responsible or UNSEEN,
        stage_tag(case),
        (case.answering_staff.name, case.hub.name),
        day(case.updated_at),
    )

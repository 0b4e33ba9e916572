"""Where a coordinator decided otherwise than a plan, why, and what would have changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from rjhub.allocation.models import Proposal
from rjhub.allocation.vocabulary import Became
from rjhub.cases.models import Case
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown
from rjhub.design.words import day, plural

COLUMNS = (
    Column("Case"),
    Column("The plan said"),
    Column("Asked instead"),
    Column("Why"),
    Column("Points more", numeric=True),
)


@dataclass(frozen=True, kw_only=True)
class Report:
    """Figures, and each decision."""

    figures: tuple[Row, ...]
    rows: tuple[tuple[Shown, ...], ...]
    breadcrumbs: tuple[Link, ...]
    columns: tuple[Column, ...] = COLUMNS
    title: str = "Where you decided otherwise"


def report(
    counted: Mapping[str, int], found: Sequence[Proposal], cases: Mapping[UUID, Case],
    reasons: Mapping[tuple[UUID, datetime], str],
) -> Report:  # fmt: skip
    """What a reader still sees of it."""
    accepted, otherwise = counted.get(Became.ACCEPTED, 0), counted.get(Became.OTHERWISE, 0)
    known = [one.chosen_more for one in found if one.chosen_more is not None]
    more = f"{sum(known):g} points more in all than the plans, for {plural(len(known), 'case')} of which it is known"
    return Report(
        figures=(
            Row("As the plan said", plural(accepted, "case")),
            Row("Otherwise", plural(otherwise, "case")),
            Row("What that changed", more if known else None),
        ),
        rows=tuple(_line(one, cases[one.case_id], reasons) for one in found if one.case_id in cases),
        breadcrumbs=(Link("Who takes which case", reverse("allocation:overview")),),
    )


def _line(one: Proposal, case: Case, reasons: Mapping[tuple[UUID, datetime], str]) -> tuple[Shown, ...]:
    said = [each.name for each in (one.lead, one.second) if each]
    asked = [each.name for each in (one.chosen_lead, one.chosen_second) if each]
    why = reasons.get((one.case_id, one.decided_at)) if one.decided_at else None
    where = Link(case.reference, reverse("cases:responsibility", args=[case.reference]))
    more = "Not known" if one.chosen_more is None else f"{one.chosen_more:g}"
    return ([where, day(one.decided_at)], said or "Nobody", asked, why, more)

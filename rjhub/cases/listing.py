"""The list of cases: those that are open unless asked otherwise, newest change first, a page at a time.

The number of queries is constant: which cases stand on the page, the cases, and the people of all of them at once.

Pages follow each other by key and not by number, so the last page costs as much as the first. Counting stops at
1,000: nobody reads further, and counting all that somebody may see is dear.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet

from rjhub.cases import queries
from rjhub.cases.models import Case, Party
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.stages import StageKind

PAGE = 25
COUNTED = 1_000


@dataclass(frozen=True)
class CaseList:
    """One page of cases, and the way to its neighbours."""

    cases: list[Case]
    parties: dict[UUID, list[Party]]
    first: int
    total: int
    at_least: bool
    previous_href: str
    next_href: str


def cases_for(staff: Staff, wanted: dict[str, Any], at: dict[str, str]) -> CaseList:
    """The cases that somebody may see and asked for. `at` is where in the list: after or before which case."""
    everything = _narrowed(Case.objects.filter(partnership_id=staff.partnership_id), wanted, staff)
    counted = everything.order_by()[: COUNTED + 1].count()
    first = max(int(at.get("from", "1") or 1), 1) if at.get("from", "1").isdigit() else 1
    backwards = "before" in at
    rows = list(_page(everything, at, staff.partnership_id, backwards=backwards))
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if backwards:
        rows.reverse()
    return CaseList(
        cases=rows,
        parties=_parties_of(rows, staff.partnership_id),
        first=first,
        total=min(counted, COUNTED),
        at_least=counted > COUNTED,
        previous_href=_href(at, rows[0], max(first - PAGE, 1), "before")
        if rows and _has_before(at, more)
        else "",
        next_href=_href(at, rows[-1], first + len(rows), "after") if rows and (more or backwards) else "",
    )


def some_cases(
    staff: Staff, wanted: dict[str, Any], *, after: tuple[datetime, UUID] | None, most: int
) -> tuple[list[Case], dict[UUID, list[Party]]]:
    """So many of the cases that somebody may see and asked for, from a place on, and one more where there is one."""
    everything = _narrowed(Case.objects.filter(partnership_id=staff.partnership_id), wanted, staff)
    found = everything.filter(_after(after, newer=False)) if after else everything
    keys = list(found.order_by("-updated_at", "id").values_list("id", flat=True)[: most + 1])
    rows = list(_drawn(keys, staff.partnership_id).order_by("-updated_at", "id"))
    return rows, _parties_of(rows[:most], staff.partnership_id)


def _narrowed(cases: QuerySet[Case], wanted: dict[str, Any], staff: Staff) -> QuerySet[Case]:
    if wanted.get("reference"):
        cases = cases.filter(reference=wanted["reference"])
    if wanted.get("stage"):
        cases = cases.filter(stage=wanted["stage"])
    if wanted.get("hub"):
        cases = cases.filter(hub__code=wanted["hub"])
    if wanted.get("mine"):
        cases = cases.filter(answering_staff=staff)
    states = {
        "open": Q(closed_at=None) & ~Q(stage=StageKind.DORMANT),
        "waiting": Q(stage=StageKind.DORMANT),
        "closed": Q(closed_at__isnull=False),
        "all": Q(),
    }
    # Who looks for one case, or for those at the last stage, finds it in whatever state it is.
    found_anyway = wanted.get("reference") or wanted.get("stage") == StageKind.CLOSED
    unless_asked = Q() if found_anyway else Q(closed_at=None)
    return cases.filter(states.get(wanted.get("state") or "", unless_asked))


def _parties_of(cases: list[Case], partnership_id: int) -> dict[UUID, list[Party]]:
    """The people of the cases on a page, as far as the reader may see them."""
    found: dict[UUID, list[Party]] = {}
    parties = Party.objects.filter(partnership_id=partnership_id, case_id__in=[case.id for case in cases])
    for party in queries.tell_apart(parties.select_related("person").order_by("side", "id")):
        found.setdefault(party.case_id, []).append(party)
    return found


def _page(
    cases: QuerySet[Case], at: dict[str, str], partnership_id: int, *, backwards: bool
) -> QuerySet[Case]:
    place = _place(at.get("before" if backwards else "after", ""))
    order = ("updated_at", "-id") if backwards else ("-updated_at", "id")
    found = (cases.filter(_after(place, newer=backwards)) if place else cases).order_by(*order)
    # Which cases stand on the page is asked first and alone: else the database, which takes a list of grants to let
    # few rows through, joins all that somebody may see and then cuts.
    keys = list(found.values_list("id", flat=True)[: PAGE + 1])
    return _drawn(keys, partnership_id).order_by(*order)


def _drawn(keys: list[UUID], partnership_id: int) -> QuerySet[Case]:
    return (
        Case.objects.filter(partnership_id=partnership_id, id__in=keys)
        .select_related("hub", "pathway", "answering_staff__account", "answering_agency")
        .defer("pathway__text")  # of which each row would bring along a whole copy
    )


def _after(place: tuple[datetime, UUID], *, newer: bool) -> Q:
    moment, key = place
    if newer:
        return Q(updated_at__gt=moment) | Q(updated_at=moment, id__lt=key)
    return Q(updated_at__lte=moment) & (Q(updated_at__lt=moment) | Q(id__gt=key))


def _place(text: str) -> tuple[datetime, UUID] | None:
    try:
        moment, key = text.split("_", 1)
        return datetime.fromisoformat(moment), UUID(key)
    except ValueError:
        return None


def _has_before(at: dict[str, str], more: bool) -> bool:  # noqa: FBT001 - whether there is more on that side
    return more if "before" in at else "after" in at


def _href(at: dict[str, str], case: Case, first: int, which: str) -> str:
    kept = {key: value for key, value in at.items() if key not in {"after", "before", "from"} and value}
    return "?" + urlencode(kept | {which: f"{case.updated_at.isoformat()}_{case.id}", "from": first})

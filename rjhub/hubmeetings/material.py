"""What is read about a case for a meeting: all that one reader may see, or what everybody in a room may."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Prefetch

from rjhub.cases import queries as cases
from rjhub.cases.gates.state import CaseState
from rjhub.cases.models import Flag, InformationItem, InformationRequest, Party, PoliceCheck
from rjhub.hubmeetings.models import AgendaItem, ItemDecision
from rjhub.sharing.models import Protected

Showing = Callable[[Sequence[Protected]], frozenset[UUID]]


@dataclass(frozen=True)
class Material:
    """A case on an agenda, with whatever a reader, or a room, may see of it."""

    item: AgendaItem
    parties: tuple[Party, ...] = ()
    flags: tuple[Flag, ...] = ()
    requests: tuple[InformationRequest, ...] = ()
    checks: tuple[PoliceCheck, ...] = ()
    decisions: tuple[ItemDecision, ...] = ()


def material_of(item: AgendaItem) -> Material:
    """All that the reader may see."""
    state = CaseState(item.case)
    return Material(
        item=item,
        parties=tuple(state.parties),
        flags=tuple(state.flags),
        requests=tuple(cases.requests_of(item.case)),
        checks=tuple(cases.police_checks_of(item.case)),
        decisions=tuple(
            ItemDecision.objects.filter(partnership_id=item.partnership_id, item=item)
            .select_related("decided_by__account")
            .order_by("decided_at", "id")
        ),
    )


def shown_of(whole: Material, showing: Showing) -> Material | None:
    """What of it others may see too: `showing` answers which rows. None if they may not see that the case is there."""
    given = [answer for one in whole.requests for answer in one.items.all()]
    people = [one.person for one in whole.parties]
    rows: list[Protected] = [
        whole.item, whole.item.case, *whole.parties, *people, *whole.flags, *whole.requests, *given, *whole.checks,
        *whole.decisions,
    ]  # fmt: skip
    may = showing(rows)
    if not {whole.item.id, whole.item.case.id} <= may:
        return None
    parties = tuple(one for one in whole.parties if {one.id, one.person.id} <= may)
    of_them = {one.id for one in parties}
    asked = [one.id for one in whole.requests if one.id in may and one.party_id in of_them]
    return replace(
        whole,
        parties=parties,
        flags=tuple(one for one in whole.flags if one.id in may),
        requests=_requests(asked, [one.id for one in given if one.id in may]),
        checks=tuple(one for one in whole.checks if one.id in may and one.request_id in asked),
        decisions=tuple(one for one in whole.decisions if one.id in may),
    )


def _requests(asked: list[UUID], given: list[UUID]) -> tuple[InformationRequest, ...]:
    """Requests with only those of their answers that may be shown, and no file."""
    items = InformationItem.objects.filter(id__in=given).select_related("given_by__account")
    return tuple(
        InformationRequest.objects.filter(id__in=asked)
        .select_related("agency", "party__person", "passed_on_from__agency")
        .prefetch_related(Prefetch("items", queryset=items.order_by("given_at", "id")))
        .order_by("asked_at", "id")
    )

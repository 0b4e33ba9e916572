"""Lists of referrals: newest first, a page at a time, at a constant number of queries.

Pages follow each other by key and not by number, so the last one costs as much as the first. Counting stops at
1,000: nobody reads further, and counting all that somebody may see is dear.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet

from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role
from rjhub.referrals.models import DuplicateCheck, Referral, ReferralParty
from rjhub.referrals.vocabulary import Sameness, Status

PAGE = 25
COUNTED = 1_000
JOINED = "joined"
UNCHECKED = "unchecked"


@dataclass(frozen=True)
class ReferralList:
    """One page of referrals, and the way to its neighbours."""

    referrals: list[Referral]
    first: int
    total: int
    at_least: bool
    previous_href: str
    next_href: str


def sent_by(staff: Staff, at: Mapping[str, str]) -> ReferralList:
    """What somebody has sent, as they may follow it."""
    return _list(Referral.objects.filter(partnership_id=staff.partnership_id, referred_by=staff), at)


def received_by_hubs_of(staff: Staff, wanted: Mapping[str, Any], at: Mapping[str, str]) -> ReferralList:
    """What the hubs received that somebody coordinates, narrowed down."""
    hubs = [held.hub for held in staff.current_roles() if held.role == Role.COORDINATOR]
    everything = Referral.objects.filter(partnership_id=staff.partnership_id, hub__in=hubs)
    return _list(_narrowed(with_checks(everything), wanted), at)


def some_referrals(
    staff: Staff, *, received: bool, status: str, after: tuple[datetime, UUID] | None, most: int
) -> list[Referral]:
    """So many of what somebody sent, or of what their hubs received, from a place on, and one more if there is one."""
    found = Referral.objects.filter(partnership_id=staff.partnership_id)
    if received:
        hubs = [held.hub for held in staff.current_roles() if held.role == Role.COORDINATOR]
        found = found.filter(hub__in=hubs)
    else:
        found = found.filter(referred_by=staff)
    found = found.filter(status=status) if status else found
    found = found.filter(_beyond(after, newer=False)) if after else found
    return list(_page(found, {}, backwards=False)[: most + 1])


def waiting_for(staff: Staff) -> tuple[int, datetime | None]:
    """How many referrals wait for the decision of somebody's hubs, and since when the oldest has."""
    hubs = [held.hub for held in staff.current_roles() if held.role == Role.COORDINATOR]
    if not hubs:
        return 0, None
    found = Referral.objects.filter(
        partnership_id=staff.partnership_id, hub__in=hubs, status=Status.RECEIVED
    ).aggregate(count=Count("id"), oldest=Min("received_at"))
    return found["count"], found["oldest"]


def with_checks(found: QuerySet[Referral]) -> QuerySet[Referral]:
    """The same, each with whether it was joined to another one and whether its duplicate check is done."""
    checks = DuplicateCheck.objects.filter(
        partnership_id=OuterRef("partnership_id"), referral=OuterRef("id"), superseded_at=None
    )
    return found.annotate(
        is_joined=Exists(checks.filter(decision=Sameness.SAME)),
        is_checked=Exists(checks.exclude(decision=Sameness.NOT_SURE)),
    )


def _narrowed(found: QuerySet[Referral], wanted: Mapping[str, Any]) -> QuerySet[Referral]:
    if wanted.get("reference"):
        found = found.filter(reference=wanted["reference"])
    if wanted.get("hub"):
        found = found.filter(hub__code=wanted["hub"])
    if wanted.get("source"):
        found = found.filter(source=wanted["source"])
    if wanted.get("since"):
        found = found.filter(received_at__gte=clock.start_of(wanted["since"]))
    if wanted.get("until"):
        found = found.filter(received_at__lt=clock.end_of(wanted["until"]))
    states = {
        UNCHECKED: Q(status=Status.RECEIVED, is_checked=False),
        JOINED: Q(is_joined=True),
        Status.ACCEPTED: Q(status=Status.ACCEPTED, is_joined=False),
    }
    status = wanted.get("status") or ""
    return found.filter(states.get(status, Q(status=status))) if status else found


def _list(everything: QuerySet[Referral], at: Mapping[str, str]) -> ReferralList:
    counted = len(everything.order_by().values_list("id", flat=True)[: COUNTED + 1])
    first = int(at["from"]) if at.get("from", "").isdecimal() else 1
    backwards = "before" in at
    rows = list(_page(everything, at, backwards=backwards)[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if backwards:
        rows.reverse()
    before = more if backwards else "after" in at
    return ReferralList(
        referrals=rows,
        first=first,
        total=min(counted, COUNTED),
        at_least=counted > COUNTED,
        previous_href=_href(at, rows[0], max(first - PAGE, 1), "before") if rows and before else "",
        next_href=_href(at, rows[-1], first + len(rows), "after") if rows and (more or backwards) else "",
    )


def _page(found: QuerySet[Referral], at: Mapping[str, str], *, backwards: bool) -> QuerySet[Referral]:
    parties = Prefetch("parties", ReferralParty.objects.order_by("side", "id"), to_attr="named")
    # Of the pathway only what it calls people, which is read once for each version.
    found = found.select_related("hub", "agency", "pathway").defer("pathway__text").prefetch_related(parties)
    place = _place(at.get("before" if backwards else "after", ""))
    if backwards:
        return (found.filter(_beyond(place, newer=True)) if place else found).order_by("received_at", "id")
    return (found.filter(_beyond(place, newer=False)) if place else found).order_by("-received_at", "-id")


def _beyond(place: tuple[datetime, UUID], *, newer: bool) -> Q:
    moment, key = place
    if newer:
        return Q(received_at__gte=moment) & (Q(received_at__gt=moment) | Q(id__gt=key))
    return Q(received_at__lte=moment) & (Q(received_at__lt=moment) | Q(id__lt=key))


def _place(text: str) -> tuple[datetime, UUID] | None:
    try:
        moment, key = text.split("_", 1)
        at = datetime.fromisoformat(moment)
        return (at, UUID(key)) if at.tzinfo else None
    except ValueError:
        return None


def _href(at: Mapping[str, str], referral: Referral, first: int, which: str) -> str:
    kept = {key: value for key, value in at.items() if key not in {"after", "before", "from"} and value}
    place = f"{referral.received_at.isoformat()}_{referral.id}"
    return "?" + urlencode(kept | {which: place, "from": first})

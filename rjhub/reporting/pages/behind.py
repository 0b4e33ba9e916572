"""The cases behind a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from rjhub.cases.models import Case
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Paging, Shown
from rjhub.design.words import day, moment
from rjhub.people.models import Person
from rjhub.reporting.models import Submission
from rjhub.reporting.queries import PAGE, Behind, Thing
from rjhub.reporting.rules.definitions import Indicator
from rjhub.reporting.vocabulary import Period, name_of

COLUMNS = (Column("Case or referral"), Column("Hub"), Column("Counted on"))


@dataclass(frozen=True)
class BehindPage:
    """A page of cases and referrals, and how many of it the reader may not open."""

    title: str
    of: str
    unseen: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    paging: Paging
    breadcrumbs: tuple[Link, ...]


def named(indicator: Indicator, split: str, part: str, hubs: Mapping[str, str]) -> str:
    """What the number is of."""
    return f"{indicator.title}, {name_of(split, part, hubs)}" if split else indicator.title


def page_for(
    indicator: Indicator,
    *,
    name: str,
    period: Period,
    found: Sequence[Behind],
    unseen: int,
    first: int,
    total: int,
    given: Mapping[str, str],
) -> BehindPage:
    """The page."""
    last = first - 1 + len(found) + unseen
    kept = {key: value for key, value in given.items() if key not in {"from", "by", "part"}}
    address = reverse("reporting:figure", args=[indicator.key])
    days = (Column("Days", numeric=True),) if indicator.kind == "days" else ()
    return BehindPage(
        title=f"What stands behind: {name}",
        of=period.words,
        unseen=unseen_words(unseen),
        columns=COLUMNS + days,
        rows=tuple(_row(one, indicator) for one in found),
        paging=Paging(
            first=first,
            last=last,
            total=total,
            things=indicator.unit,
            previous_href=_href(given, max(first - PAGE, 1)) if first > 1 else "",
            next_href=_href(given, first + PAGE) if (last < total and found) or unseen == PAGE else "",
        ),
        breadcrumbs=(
            Link("Figures", reverse("reporting:figures")),
            Link(indicator.title, f"{address}?{urlencode(kept)}" if kept else address),
        ),
    )


def _row(one: Behind, indicator: Indicator) -> tuple[Shown, ...]:
    days = (one.amount,) if indicator.kind == "days" else ()
    return (*shown(one.thing), day(one.on) if one.on else None, *days)


def shown(thing: Thing) -> tuple[Shown, Shown]:
    """A case or a referral, with its hub; or somebody who has neither."""
    if isinstance(thing, Person):
        return Link("Somebody without a case", reverse("people:person", args=[thing.id])), None
    name = "cases:case" if isinstance(thing, Case) else "referrals:referral"
    return Link(thing.reference, reverse(name, args=[thing.reference])), thing.hub.name


def unseen_words(number: int) -> str:
    """That more was counted than is listed."""
    if not number:
        return ""
    words = "1 of them is" if number == 1 else f"{number:,} of them are"
    return f"{words} counted here and not listed, because you may not see the case."


def _href(given: Mapping[str, str], first: int) -> str:
    return "?" + urlencode({**given, "from": first})


def when(one: Submission) -> str:
    """When a return was submitted, and until when it counted, where that was before."""
    until = f", with what was recorded until {moment(one.counted_until)}" if one.counted_until else ""
    return moment(one.submitted_at) + until

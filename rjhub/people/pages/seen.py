"""Who has seen the information about a person, in words that can be handed to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Paging, Shown
from rjhub.design.words import capital, clock_time, day
from rjhub.partnership.models import Agency, Staff
from rjhub.people import policies
from rjhub.people.models import Person
from rjhub.people.pages.asking import record_of
from rjhub.people.seen import Count, Seen
from rjhub.sharing.vocabulary import Category, Purpose

AGENCIES = (
    Column("Agency"), Column("Looked at", numeric=True), Column("Changed", numeric=True),
    Column("Was given", numeric=True), Column("Last"),
)  # fmt: skip
COLUMNS = (
    Column("Time"),
    Column("Who"),
    Column("What they did"),
    Column("Kind of information"),
    Column("Why and where"),
)
THE_PROGRAM = "RJ Hub itself"
ANOTHER = "Another agency of the partnership"
NOT_TOLD_APART = "Not told apart: the page was about others too"
_DONE = {"read": "Looked at it", "changed": "Changed it", "given": "Was given it"}
_PASSED_ON = {
    "cases:agreement_report:tell", "cases:court_report:disclose", "cases:court_report:send", "cases:message:pass_on",
    "cases:outside_link:open", "cases:request:ask",
}  # fmt: skip
_DOORS = {
    "cases:cases": "the list of cases",
    "home": "the list of what is to do today",
    "people:contact": "how to reach them, opened once",
    "people:person": "their record",
    "people:search": "a search for people",
    "people:seen": "this list",
    "referrals:referrals": "the list of referrals",
}
_ROOMS = {
    "cases": "a page of the case",
    "people": "a page of their record",
    "referrals": "a page of the referral",
}
_CHANGED = {
    "contact": Category.CONTACT, "custody": Category.CONTACT, "equality": Category.EQUALITY,
    "safe-contact": Category.SAFETY, "safe_contact": Category.SAFETY, "stop": Category.SAFETY,
}  # fmt: skip


@dataclass(frozen=True)
class Day:
    """What happened on a day."""

    heading: str
    rows: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True)
class SeenPage:
    """Counts for each agency, then who did what, by day and newest first."""

    title: str
    agencies: tuple[tuple[Shown, ...], ...]
    days: tuple[Day, ...]
    begins: str
    paging: Paging
    other: Link
    names: bool
    back: Link
    count_columns: tuple[Column, ...] = AGENCIES
    columns: tuple[Column, ...] = COLUMNS


@dataclass(frozen=True)
class Known:
    """Whom the page may name, and whether it names people at all."""

    person: Person
    staff: dict[UUID, Staff]
    agencies: dict[UUID, Agency]
    names: bool

    def agency(self, agency_id: UUID | None) -> str:
        """The agency, in words that name nothing of the other side."""
        if agency_id is None:
            return THE_PROGRAM
        agency = self.agencies[agency_id]
        return agency.name if policies.may_be_told_of(self.person, agency) else ANOTHER

    def who(self, one: Seen) -> Shown:
        """Who did it, as far as the person may be told."""
        agency = self.agency(one.agency_id)
        member = self.staff.get(one.staff_id) if one.staff_id else None
        if not self.names or member is None or agency == ANOTHER:
            return agency
        roles = sorted({held.get_role_display() for held in member.roles.all() if held.is_held_at(one.at)})
        return [member.name, *([", ".join(roles)] if roles else []), agency]


def page_for(
    known: Known, counted: list[Count], found: list[Seen], *, most: int, begins: datetime | None
) -> SeenPage:
    """The page. `found` holds one more than `most` where the list goes on."""
    shown = found[:most]
    person, names = known.person, known.names
    address = reverse("people:seen", args=[person.id])
    return SeenPage(
        title=f"Who has seen the information about {person.name}",
        agencies=tuple(_counted(known, counted)),
        days=tuple(
            Day(heading, tuple(_row(known, one) for one in of_day))
            for heading, of_day in groupby(shown, key=lambda one: day(one.at))
        ),
        begins=day(begins),
        paging=Paging(
            first=0,
            last=len(shown),
            total=sum(one.read + one.changed + one.given for one in counted),
            next_href=_next(address, shown[-1], names=names) if len(found) > most else "",
            things="entries",
        ),
        other=Link("Leave out the names of staff, to hand it out", f"{address}?names=agencies")
        if names
        else Link("Show the names of staff", address),
        names=names,
        back=record_of(person),
    )


def _next(address: str, last: Seen, *, names: bool) -> str:
    place = {"before": last.at.isoformat(), "key": last.key}
    return f"{address}?{urlencode(place if names else place | {'names': 'agencies'})}"


def _counted(known: Known, counted: list[Count]) -> Iterator[tuple[Shown, ...]]:
    """One row for each name: agencies that are not named are counted together."""
    named = sorted(counted, key=lambda one: known.agency(one.agency_id))
    for name, of_it in groupby(named, key=lambda one: known.agency(one.agency_id)):
        all_of_it = list(of_it)
        yield (
            name,
            sum(one.read for one in all_of_it),
            sum(one.changed for one in all_of_it),
            sum(one.given for one in all_of_it),
            day(max(one.last for one in all_of_it)),
        )


def _row(known: Known, one: Seen) -> tuple[Shown, ...]:
    done = "Passed it on" if one.door in _PASSED_ON else _DONE[one.what]
    return (clock_time(one.at), known.who(one), done, _kinds(one), _why(one))


def _kinds(one: Seen) -> Shown:
    if one.what == "changed":
        if not one.own:
            return "Something of the case"
        return capital(_CHANGED.get(one.door.split(":")[1], Category.IDENTITY).label)
    if one.what == "read" and not one.alone:
        return NOT_TOLD_APART
    return (
        capital(", ".join(kind.label for kind in Category if kind in one.categories))
        or "Something of the case"
    )


def _why(one: Seen) -> str:
    if one.what == "given":
        where = "their record" if one.own else "the case"
        return f"{capital(Purpose(one.purpose).label) if one.purpose else 'To work on the case'}: {where}"
    if one.what == "changed":
        return "To keep their record right" if one.own else "To work on the case"
    if one.agency_id is None:
        return "For clocks, reminders and checks"
    room = one.door.partition(":")[0]
    where = _DOORS.get(one.door) or _ROOMS.get(room, "another page")
    aim = {"people": "To look after their record", "referrals": "To work on the referral"}.get(
        room, "To work on the case"
    )
    return f"{aim}: {where}"

"""People for tests: a small cast of people harmed and responsible in Sussex, none of them real.

Staff come from the demonstration's cast, by name. Numbers are from Ofcom's drama ranges, addresses are
nobody's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from rjhub.partnership.models import Hub, Principal, Staff
from rjhub.people.actions.adding import add_person
from rjhub.people.actions.particulars import Particulars
from rjhub.people.models import Person
from rjhub.people.vocabulary import ContactKind, IdentifierKind
from rjhub.sharing import doors, readers
from rjhub.sharing.actions.granting import Granted, Scope, grant
from rjhub.sharing.vocabulary import Category, Purpose, Side

NOW = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)

ROSA = {
    "side": Side.HARMED,
    "particulars": Particulars(
        given_name="Rosa", family_name="Delacroix", born_on=date(1991, 4, 7), language="French"
    ),
    "contact": {
        ContactKind.ADDRESS: "Flat 3, The Example\nBrighton\nBN1 1AA",
        ContactKind.MOBILE: "07700 900321",
        ContactKind.EMAIL: "rosa@delacroix.example",
    },
}
DARREN = {
    "side": Side.RESPONSIBLE,
    "particulars": Particulars(
        given_name="Darren", family_name="Pike", known_as="Daz", born_on=date(1988, 11, 23)
    ),
    "identifiers": ((IdentifierKind.PNC, "2001/0171310W"), (IdentifierKind.PRISON_NUMBER, "A1234BC")),
    "contact": {ContactKind.ADDRESS: "Room 2, The Sample\nLewes\nBN7 1AA", ContactKind.PHONE: "01632 960123"},
}


def member(name: str) -> Staff:
    """A member of the demonstration's cast, by name."""
    return Staff.objects.select_related("agency", "account", "principal", "partnership").get(
        account__name=name
    )


def coordinator() -> Staff:
    """Marian Okafor coordinates the Bognor Regis hub, which works with both sides."""
    return member("Marian Okafor")


def victim_worker() -> Staff:
    """Esther Lindqvist works for Victim Support, with people harmed."""
    return member("Esther Lindqvist")


def probation_officer() -> Staff:
    """Adaeze Obi is a probation officer and works with people responsible."""
    return member("Adaeze Obi")


@contextmanager
def at_work(staff: Staff) -> Iterator[Staff]:
    """Act as somebody: every read and write inside is theirs."""
    with doors.opened(readers.reader_for(staff), door="test", purpose="test"):
        yield staff


def hubs_of(staff: Staff) -> tuple[Principal, ...]:
    """The coordinators of the hubs that somebody coordinates."""
    hubs = Hub.objects.filter(id__in=[role.hub_id for role in staff.current_roles() if role.hub_id])
    return tuple(Principal.objects.filter(hub__in=hubs))


def known_to(staff: Staff) -> Granted:
    """Everything of a new file for a coordinator's hub or for somebody; the wall leaves out what it must."""
    hubs = hubs_of(staff)
    return Granted(
        hubs or (staff.principal,), Scope(purpose=Purpose.COORDINATE if hubs else Purpose.FACILITATE)
    )


def a_person(by: Staff, *also: Staff, **more: Any) -> Person:
    """Somebody added by a member of staff at work, and known to others too. Rosa, if nothing else is said."""
    told = {**(ROSA if not more else {"side": Side.HARMED}), **more}
    names = {name: told.pop(name) for name in ("given_name", "family_name", "born_on") if name in told}
    if names:
        told["particulars"] = Particulars(**{"family_name": "Delacroix", **names})
    granted = [known_to(one) for one in (by, *also)]
    return add_person(partnership_id=by.partnership_id, granted=granted, by=by, at=NOW, **told)


def rosa(by: Staff, *also: Staff) -> Person:
    """Rosa Delacroix was harmed."""
    return a_person(by, *also, **ROSA)


def darren(by: Staff, *also: Staff) -> Person:
    """Darren Pike, known as Daz, is responsible."""
    return a_person(by, *also, **DARREN)


def let_see(person: Person, staff: Staff, *categories: Category, by: Staff | None = None) -> None:
    """Grant somebody these categories of a person's file, or all that the wall lets them have."""
    scope = (
        Scope(purpose=Purpose.FACILITATE, categories=categories)
        if categories
        else Scope(purpose=Purpose.FACILITATE)
    )
    grant(person.file, [staff.principal], scope=scope, by=by, at=NOW)


def signed_in(name: str) -> Client:
    """A browser in which a member of the cast is signed in."""
    client = Client()
    client.force_login(member(name).account)
    return client

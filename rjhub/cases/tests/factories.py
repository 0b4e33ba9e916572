"""Cases for tests, in the Sussex partnership unless a test says otherwise, opened by its coordinator."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.test import Client

from rjhub.cases.actions.opening import NewCase, NewParty, open_case
from rjhub.cases.models import Case
from rjhub.kernel import clock, references
from rjhub.partnership.models import Hub, PathwayVersion, Staff
from rjhub.partnership.pathway.case_words import Initiator
from rjhub.people.models import Person
from rjhub.sharing import doors, readers
from rjhub.sharing.actions import granting
from rjhub.sharing.actions.granting import Scope
from rjhub.sharing.vocabulary import Category, FileKind, Purpose, Side


def member(name: str) -> Staff:
    """A member of the cast, by name."""
    return Staff.objects.select_related("agency", "account", "principal", "partnership").get(
        account__name=name
    )


@contextmanager
def at_work(staff: Staff) -> Iterator[Staff]:
    """Act as somebody: every read and write inside is theirs."""
    with doors.opened(readers.reader_for(staff), door="test", purpose="test"):
        yield staff


def a_person(side: Side, given_name: str, family_name: str, *, hub: Hub, by: Staff, at: datetime) -> Person:
    """A person whom the coordinators of a hub know."""
    file = granting.open_file(partnership_id=hub.partnership_id, kind=FileKind.PERSON, by=by)
    granting.grant(file, [hub.coordinators], scope=Scope(purpose=Purpose.COORDINATE), by=by, at=at)
    return Person.objects.create(
        partnership_id=hub.partnership_id,
        file=file,
        side=side,
        category=Category.IDENTITY,
        given_name=given_name,
        family_name=family_name,
        sort_key=f"{family_name} {given_name}".casefold(),
        added_at=at,
        added_by=by,
    )


def a_case(
    by: Staff, *, harmed: str = "Alice Fenwick", responsible: str = "Kyle Marsden", **more: object
) -> Case:
    """A case in the hub of a coordinator, who is at work: one person harmed, one person responsible."""
    at = clock.now()
    held = next(one for one in by.current_roles() if one.hub is not None)
    hub = Hub.objects.select_related("coordinators", "partnership").get(id=held.hub_id)
    file = granting.open_file(partnership_id=hub.partnership_id, kind=FileKind.CASE, by=by)
    people = [
        a_person(side, *name.split(" ", 1), hub=hub, by=by, at=at)
        for side, name in ((Side.HARMED, harmed), (Side.RESPONSIBLE, responsible))
    ]
    new = {
        "initiated_by": Initiator.HARMED,
        "offence": "Burglary of a home",
        "offence_group": "burglary_residential",
        "cj_stage": "community_order",
        "referred_by": "police",
    } | more
    return open_case(
        NewCase(
            file=file,
            reference=references.new(hub.partnership.prefix),
            hub=hub,
            pathway=PathwayVersion.objects.filter(partnership=hub.partnership).latest("number"),
            duplicates_decided_at=at,
            parties=[NewParty(person=person) for person in people],
            **new,
        ),
        by=by,
        at=at,
    )


def signed_in(name: str) -> Client:
    """A browser in which a member of the cast is signed in."""
    client = Client()
    client.force_login(member(name).account)
    return client

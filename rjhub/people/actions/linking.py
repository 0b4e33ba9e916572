"""A hub decides whether two records are of one person. Nothing is merged; every decision can be undone."""

from datetime import datetime

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel.decisions import allow_if
from rjhub.partnership.models import Hub, Principal, Staff
from rjhub.people import keeper, policies, queries
from rjhub.people.actions import wording
from rjhub.people.announcements import RecordsJoined
from rjhub.people.models import Link, Person
from rjhub.people.vocabulary import SamePerson
from rjhub.sharing.actions import granting
from rjhub.sharing.vocabulary import Category, FileKind, Purpose, Side
from rjhub.tasks.announcing import announce

_SCOPE = granting.Scope(purpose=Purpose.COORDINATE, sides=(Side.NEUTRAL,), categories=(Category.IDENTITY,))


@transaction.atomic
def decide_link(
    first: Person, second: Person, *, decision: SamePerson, why: str, by: Staff, at: datetime
) -> Link:
    """Decide that two records are the same person, are not, or that nobody can be sure yet.

    The decision has a file of its own, which coordinators of the partnership's hubs are granted and nobody
    else: a case of one record must never lead to a case of the other. A decision that stands is replaced.
    Raises Refused, and Invalid without a reason.
    """
    keeper.alone_with_noes(first.partnership_id)
    low, high = sorted((first, second), key=lambda person: person.id)
    low, high = queries.lock_person(low.id), queries.lock_person(high.id)
    policies.may_decide_link(by, low, high).or_refuse()
    for earlier in Link.objects.filter(first=low, second=high, undone_at=None):
        _undo(earlier, by=by, at=at)
    file = granting.open_file(partnership_id=low.partnership_id, kind=FileKind.LINK, by=by)
    coordinators = Principal.objects.filter(hub__in=Hub.objects.filter(partnership_id=low.partnership_id))
    granting.grant(file, coordinators, scope=_SCOPE, by=by, at=at)
    link = Link.objects.create(
        partnership_id=low.partnership_id,
        file=file,
        side=Side.NEUTRAL,
        category=Category.IDENTITY,
        first=low,
        second=high,
        decision=decision,
        why=wording.reason(Link, "why", why),
        decided_by=by,
        decided_at=at,
    )
    record("people:link:decide", by=by, subject=link, partnership=low.partnership_id)
    if decision is SamePerson.SAME:
        for person in (low, high):
            announce(RecordsJoined(person.partnership_id, person.id))
    return link


@transaction.atomic
def undo_link(link: Link, *, by: Staff, at: datetime) -> None:
    """Take a decision back; both records are as they were before it. Raises Refused."""
    keeper.alone_with_noes(link.partnership_id)
    found = Link.objects.select_for_update().filter(id=link.id).first()
    allow_if(found, "There is no such decision.").or_refuse()
    assert found is not None  # noqa: S101 - refused above
    policies.may_undo_link(by, found).or_refuse()
    _undo(found, by=by, at=at)


def _undo(link: Link, *, by: Staff, at: datetime) -> None:
    link.undone_at, link.undone_by = at, by
    link.save(update_fields=["undone_at", "undone_by"])
    record("people:link:undo", by=by, subject=link, partnership=link.partnership_id)

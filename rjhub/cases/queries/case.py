"""Finding a case, its people, its timeline and its tasks."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import Http404
from django.utils.dateparse import parse_datetime

from rjhub.cases.models import Allocation, Case, ContactLogEntry, Event, Flag, Party, StageMove, Task
from rjhub.cases.vocabulary import TaskStatus
from rjhub.design.words import day
from rjhub.kernel.decisions import Decision
from rjhub.kernel.prepared import Prepared
from rjhub.partnership import acting
from rjhub.partnership.models import Staff
from rjhub.people.models import SafeContact

May = Callable[[Staff, Case], Decision]
TIMELINE_PAGE, NEWEST = 50, 8
_FOUND = Prepared(
    lambda partnership, reference: (
        Case.objects.filter(partnership_id=partnership, reference=reference)
        .select_related(
            "hub", "pathway", "file", "answering_staff__account", "answering_agency", "supervisor__account"
        )
        .defer("pathway__text")  # long, and read once for all cases
    ),
    partnership=int,
    reference=str,
)
_LOCKED = Prepared(
    lambda partnership, case: (
        Case.objects.select_for_update(of=("self",))
        .select_related("hub", "pathway", "file")
        .filter(partnership_id=partnership, id=case)
    ),
    partnership=int,
    case=UUID,
)
_FLAGGED = Prepared(
    lambda case: Flag.objects.filter(case_id=case, lowered_at=None).order_by("id")[:1], case=UUID
)
_PARTIES = Prepared(
    lambda case: (
        Party.objects.filter(case_id=case)
        .select_related("person", "named_contact__account", "named_contact__agency")
        .order_by("side", "id")
    ),
    case=UUID,
)
# Somebody, and who else of the case has their family name: nobody besides is read.
_PARTY = Prepared(
    lambda case, party: (
        Party.objects.filter(case_id=case)
        .filter(
            Exists(
                Party.objects.filter(
                    case_id=case, id=party, person__family_name__iexact=OuterRef("person__family_name")
                )
            )
        )
        .select_related("person", "named_contact__account")
        .order_by("side", "id")
    ),
    case=UUID,
    party=UUID,
)


def find_case_for(staff: Staff, reference: str, *, may: May | None = None) -> Case:
    """The one door to a case. A case that is missing, hidden or not for this person answers alike: Http404.

    `may` is the rule for what they came to do; who may not do it at all learns nothing.
    """
    case = _FOUND.first(partnership=staff.partnership_id, reference=reference)
    if case is None or (may is not None and not may(staff, case)):
        raise Http404
    return case


def case_of_file(file_id: UUID) -> Case | None:
    """The case that a file is about; None where it is about none, or the reader cannot see it."""
    return Case.objects.filter(file_id=file_id).select_related("hub", "pathway", "file").first()


def is_flagged(case: Case) -> bool:
    """Whether anything makes the case sensitive or complex now."""
    return _FLAGGED.first(case=case.id) is not None


def lock_case(case: Case) -> Case:
    """The case as it stands now, locked until the end of the transaction, for an action to decide under.

    Raises Case.DoesNotExist if whoever acts cannot see it.
    """
    locked = _LOCKED.first(partnership=case.partnership_id, case=case.id)
    if locked is None:
        raise Case.DoesNotExist
    return locked


def parties_of(case: Case) -> list[Party]:
    """The people of a case whom the reader may see, those harmed first, those of one name told apart."""
    return tell_apart(_PARTIES(case=case.id))


def tell_apart(parties: Iterable[Party]) -> list[Party]:
    """Give people of one case who have the same name something to know each by: birth, or else a number."""
    found = list(parties)
    by_name: dict[tuple[object, str], list[Party]] = {}
    for party in found:
        by_name.setdefault((party.case_id, party.person.name.casefold()), []).append(party)
    for alike in by_name.values():
        if len(alike) > 1:
            births = [party.person.born_on for party in alike]
            by_birth = len(set(births)) == len(alike)
            for number, (party, born) in enumerate(zip(alike, births, strict=True), start=1):
                party.told_apart_by = f"born {day(born)}" if by_birth and born else str(number)
    return found


def find_party(case: Case, party_id: UUID) -> Party:
    """One of the people of a case. Raises Http404 if the reader cannot see them."""
    alike = tell_apart(_PARTY(case=case.id, party=party_id))
    party = next((one for one in alike if one.id == party_id), None)
    if party is None:
        raise Http404
    party.case = case
    return party


def allocations_in_force(case: Case) -> QuerySet[Allocation]:
    """Who is, or was asked to be, a facilitator of the case now."""
    return (
        Allocation.objects.filter(case=case, ended_at=None, declined_at=None)
        .select_related("facilitator__account", "facilitator__principal", "agency")
        .order_by("part")
    )


def stands_in_the_way(case: Case, *, indirect: bool) -> frozenset[str]:
    """What the database will not let pass: names of checks that stand in the way of a meeting, or of a message."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.stands_in_the_way(%s, %s)", [case.id, indirect])
        row = cursor.fetchone()
    return frozenset(row[0] or ()) if row else frozenset()


def _events_of(case: UUID) -> QuerySet[Event]:
    return Event.objects.filter(case_id=case).select_related("by__account").order_by("-at", "-id")


_NEWEST = Prepared(lambda case: _events_of(case)[:NEWEST], case=UUID)
_PAGE = Prepared(lambda case: _events_of(case)[: TIMELINE_PAGE + 1], case=UUID)
_OLDER = Prepared(
    lambda case, before: _events_of(case).filter(at__lt=before)[: TIMELINE_PAGE + 1],
    case=UUID,
    before=datetime,
)


def newest_events_of(case: Case) -> list[Event]:
    """What happened last on a case, as far as the reader may see what it was about, newest first."""
    return list(_NEWEST(case=case.id))


def page_of_events(case: Case, *, before: str) -> tuple[list[Event], str]:
    """A page of the timeline, and the mark of where the older ones begin (empty at the end)."""
    moment = parse_datetime(before) if before else None
    page = list(_OLDER(case=case.id, before=moment) if moment else _PAGE(case=case.id))
    older = page[TIMELINE_PAGE - 1].at.isoformat() if len(page) > TIMELINE_PAGE else ""
    return page[:TIMELINE_PAGE], older


def moves_of(case: Case) -> list[StageMove]:
    """The stages that a case has been through, in order."""
    return list(StageMove.objects.filter(case=case).order_by("moved_at", "id"))


def open_tasks_of(staff: Staff, limit: int) -> list[Task]:
    """What somebody has to do, the most urgent first; what has no date comes last."""
    return list(
        Task.objects.filter(
            partnership_id=staff.partnership_id,
            holder_id__in=acting.principals_of(staff),
            status=TaskStatus.OPEN,
        ).order_by(F("due_on").asc(nulls_last=True), "made_at", "id")[:limit]
    )


def find_task(staff: Staff, task_id: UUID) -> Task | None:
    """An open task of somebody's, or None if it is somebody else's or has ended."""
    return Task.objects.filter(
        partnership_id=staff.partnership_id,
        id=task_id,
        holder_id__in=acting.principals_of(staff),
        status=TaskStatus.OPEN,
    ).first()


def contacts_of(case: Case) -> list[ContactLogEntry]:
    """The contact log, newest first."""
    return list(
        ContactLogEntry.objects.filter(case=case)
        .select_related("made_by__account")
        .order_by("-happened_at", "-recorded_at", "-id")
    )


def safe_contact_of(party: Party) -> SafeContact | None:
    """How somebody can be reached safely, if anybody recorded it and the reader may see it."""
    return SafeContact.objects.filter(person=party.person_id).order_by("-confirmed_at", "-id").first()

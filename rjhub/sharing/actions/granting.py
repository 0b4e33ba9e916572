"""Opening files, and giving and ending grants."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.partnership.models import Principal, Staff
from rjhub.partnership.vocabulary import WorksWith
from rjhub.sharing.models import File, Grant
from rjhub.sharing.vocabulary import ALL_CATEGORIES, ALL_SIDES, Category, FileKind, Purpose, Side


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What a grant lets its holder see."""

    purpose: Purpose
    sides: tuple[Side, ...] = ALL_SIDES
    categories: tuple[Category, ...] = ALL_CATEGORIES


@transaction.atomic
def open_file(*, partnership_id: int, kind: FileKind, by: Staff | None) -> File:
    """Open a file for a case or a person. Nobody sees anything in it until somebody is granted it."""
    file = File.objects.create(partnership_id=partnership_id, kind=kind)
    record("sharing:file:open", by=by, subject=file, partnership=partnership_id)
    return file


@transaction.atomic
def grant(
    file: File,
    holders: Iterable[Principal],
    *,
    scope: Scope,
    by: Staff | None,
    at: datetime,
    until: datetime | None = None,
) -> list[Grant]:
    """Grant holders a scope of a file; what the wall forbids to a holder's side is left out of their grant.

    A holder who already has a grant for the same purpose that covers the scope gets no second one.
    """
    wanted = [
        Grant(
            partnership_id=file.partnership_id,
            file=file,
            holder=holder,
            works_with=holder.works_with,
            sides=sides,
            categories=categories,
            purpose=scope.purpose,
            granted_at=at,
            granted_by=by,
            until=until,
        )
        for holder in holders
        for sides, categories in within_the_wall(WorksWith(holder.works_with), scope)
        if not _covered(
            file, holder=holder, purpose=scope.purpose, sides=sides, categories=categories, until=until
        )
    ]
    made = Grant.objects.bulk_create(wanted)
    for one in made:
        record("sharing:grant:give", by=by, subject=one, partnership=file.partnership_id)
    return made


@transaction.atomic
def end_grants(
    file: File, holders: Iterable[Principal], *, purpose: Purpose, by: Staff | None, at: datetime
) -> int:
    """End what holders were granted of a file for a purpose; it counts at their next request."""
    ending = list(
        Grant.objects.select_for_update().filter(
            partnership_id=file.partnership_id,
            file=file,
            holder__in=list(holders),
            purpose=purpose,
            ended_at=None,
        )
    )
    Grant.objects.filter(id__in=[one.id for one in ending]).update(ended_at=at, ended_by=by)
    for one in ending:
        record("sharing:grant:end", by=by, subject=one, partnership=file.partnership_id)
    return len(ending)


@transaction.atomic
def end_all_grants_of(holder: Principal, *, by: Staff | None, at: datetime) -> int:
    """End everything that a holder was ever granted; for somebody who leaves."""
    ending = list(
        Grant.objects.select_for_update().filter(
            partnership_id=holder.partnership_id, holder=holder, ended_at=None
        )
    )
    Grant.objects.filter(id__in=[one.id for one in ending]).update(ended_at=at, ended_by=by)
    for one in ending:
        record("sharing:grant:end", by=by, subject=one, partnership=holder.partnership_id)
    return len(ending)


def _covered(
    file: File,
    *,
    holder: Principal,
    purpose: Purpose,
    sides: list[Side],
    categories: list[Category],
    until: datetime | None,
) -> bool:
    return Grant.objects.filter(
        partnership_id=file.partnership_id,
        file=file,
        holder=holder,
        purpose=purpose,
        ended_at=None,
        until=until,
        sides__contains=sides,
        categories__contains=categories,
    ).exists()


def within_the_wall(works_with: WorksWith, scope: Scope) -> list[tuple[list[Side], list[Category]]]:
    """What a holder on a side of the wall is granted of a scope: one grant for each pair of sides and categories."""
    sides, categories = list(scope.sides), list(scope.categories)
    behind = {Category.CONTACT, Category.SAFETY} & set(categories)
    if works_with in {WorksWith.HARMED, WorksWith.BOTH} or Side.HARMED not in sides or not behind:
        return [(sides, categories)]
    others: list[Side] = [side for side in sides if side != Side.HARMED]
    open_to_all = [category for category in categories if category not in behind]
    parts: list[tuple[list[Side], list[Category]]] = [([Side.HARMED], open_to_all), (others, categories)]
    return [(of, what) for of, what in parts if of and what]

"""Opening files, and giving and ending grants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from rjhub.audit.recording import record, record_all
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


@dataclass(frozen=True)
class Granted:
    """Who is granted what, and until when."""

    holders: tuple[Principal, ...]
    scope: Scope
    until: datetime | None = None


@transaction.atomic
def open_file(*, partnership_id: int, kind: FileKind, by: Staff | None) -> File:
    """Open a file for a case or a person. Nobody sees anything in it until somebody is granted it."""
    file = File.objects.create(partnership_id=partnership_id, kind=kind)
    record("sharing:file:open", by=by, subject=file, partnership=partnership_id)
    return file


@transaction.atomic
def open_file_to(
    granted: Iterable[Granted], *, partnership_id: int, kind: FileKind, by: Staff | None, at: datetime
) -> File:
    """Open a file to those who are granted it, in as few statements as one grant takes."""
    file = open_file(partnership_id=partnership_id, kind=kind, by=by)
    wanted = [
        _new(file, holder, one.scope, sides, categories, by=by, at=at, until=one.until)
        for one in granted
        for holder in one.holders
        for sides, categories in within_the_wall(WorksWith(holder.works_with), one.scope)
    ]
    _give(file, wanted, by=by)
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
        _new(file, holder, scope, sides, categories, by=by, at=at, until=until)
        for holder in holders
        for sides, categories in within_the_wall(WorksWith(holder.works_with), scope)
        if not _covered(
            file, holder=holder, purpose=scope.purpose, sides=sides, categories=categories, until=until
        )
    ]
    return _give(file, wanted, by=by)


@transaction.atomic
def end_grants(
    files: File | Sequence[File],
    holders: Iterable[Principal],
    *,
    purpose: Purpose,
    by: Staff | None,
    at: datetime,
) -> int:
    """End what holders were granted of a file, or of several, for a purpose; it counts at their next request."""
    several = [files] if isinstance(files, File) else list(files)
    found = Grant.objects.filter(
        partnership_id__in={file.partnership_id for file in several},
        file__in=several,
        holder__in=list(holders),
        purpose=purpose,
    )
    return _end(found, partnership_id=several[0].partnership_id, by=by, at=at) if several else 0


@transaction.atomic
def end_all_grants_of(
    holder: Principal, *, by: Staff | None, at: datetime, files: Iterable[File] | None = None
) -> int:
    """End everything that a holder was ever granted, or all of it in some files; for somebody who leaves."""
    found = Grant.objects.filter(partnership_id=holder.partnership_id, holder=holder)
    if files is not None:
        found = found.filter(file__in=list(files))
    return _end(found, partnership_id=holder.partnership_id, by=by, at=at)


def _new(
    file: File,
    holder: Principal,
    scope: Scope,
    sides: list[Side],
    categories: list[Category],
    *,
    by: Staff | None,
    at: datetime,
    until: datetime | None,
) -> Grant:
    return Grant(
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


def _give(file: File, wanted: list[Grant], *, by: Staff | None) -> list[Grant]:
    made = Grant.objects.bulk_create(wanted)
    record_all("sharing:grant:give", by=by, subjects=made, partnership=file.partnership_id)
    return made


def _end(found: QuerySet[Grant], *, partnership_id: int, by: Staff | None, at: datetime) -> int:
    ending = list(found.select_for_update().filter(ended_at=None))
    Grant.objects.filter(id__in=[one.id for one in ending]).update(ended_at=at, ended_by=by)
    record_all("sharing:grant:end", by=by, subjects=ending, partnership=partnership_id)
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

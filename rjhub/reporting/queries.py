"""Figures as the database counts them, and the cases behind one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from rjhub.cases.models import Case
from rjhub.partnership.models import Hub
from rjhub.people.models import Person
from rjhub.referrals.models import Referral
from rjhub.reporting.rules.definitions import Indicator, Version
from rjhub.reporting.vocabulary import Period

PAGE = 50


@dataclass(frozen=True)
class Narrowed:
    """Which part of everything a figure is of; empty is all."""

    hub: str = ""
    cj_stage: str = ""
    offence_group: str = ""


@dataclass(frozen=True)
class Counted:
    """A figure: how many, and of days the one in the middle. `part` is one of a breakdown, or empty for all."""

    part: str
    many: int
    middle: float | None


Thing = Case | Referral | Person


@dataclass(frozen=True)
class Behind:
    """What stands behind a number: a case, else a referral, else a person; and when it was counted."""

    thing: Thing
    on: date | None = None
    amount: int | None = None


def counted(
    indicator: Indicator, version: Version, period: Period, narrowed: Narrowed, split: str = ""
) -> list[Counted]:
    """Count an indicator by one of its versions, whole or by the parts of a breakdown. Nothing for nobody's hub."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT label, many, middle FROM keeper.counted(%s, %s, %s, %s, %s, %s, %s, %s)",
            [*_asked(indicator, version, period), split, *_part(narrowed)],
        )
        return [Counted(*row) for row in cursor.fetchall()]


def counted_until() -> datetime | None:
    """Until when what was recorded is in the figures; None where they are counted from the rows as they are now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.figures_taken_up()")
        found: tuple[datetime | None] = cursor.fetchone()
        return found[0]


def behind(
    indicator: Indicator,
    version: Version,
    period: Period,
    narrowed: Narrowed,
    *,
    split: str,
    part: str,
    beyond: int,
) -> tuple[list[Behind], int]:
    """A page of what stands behind a number, newest first, and how many of it the reader may not open."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT file_id, on_day, amount FROM keeper.counted_files(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [*_asked(indicator, version, period), split, part, *_part(narrowed), beyond, PAGE],
        )
        rows: Sequence[tuple[UUID, date, int | None]] = cursor.fetchall()
    things = things_of({file for file, _, _ in rows})
    shown = [Behind(things[file], on, amount) for file, on, amount in rows if file in things]
    return shown, len(rows) - len(shown)


def things_of(files: set[UUID]) -> dict[UUID, Thing]:
    """What is in files, as far as the reader sees it: the case, else the referral, else the person."""
    found: dict[UUID, Thing] = {}
    found |= {one.file_id: one for one in Person.objects.filter(file_id__in=files).order_by("id")}
    found |= {one.file_id: one for one in Referral.objects.filter(file_id__in=files).select_related("hub")}
    return found | {one.file_id: one for one in Case.objects.filter(file_id__in=files).select_related("hub")}


def hubs(partnership_id: int) -> dict[str, str]:
    """The hubs of a partnership by their keys."""
    found = Hub.objects.filter(partnership_id=partnership_id).order_by("name", "id")
    return {str(one.id): one.name for one in found}


def _asked(indicator: Indicator, version: Version, period: Period) -> tuple[str, bool, date, date]:
    return indicator.view(version), indicator.kind == "stock", period.since, period.before


def _part(narrowed: Narrowed) -> tuple[str, str, str]:
    return narrowed.hub, narrowed.cj_stage, narrowed.offence_group

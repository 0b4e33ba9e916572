"""Figures as the database counts them, and the cases behind one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True)
class Behind:
    """What stands behind a number, as far as the reader sees it; of the rest only how many."""

    on: date
    amount: int | None
    case: Case | None = None
    referral: Referral | None = None
    person: Person | None = None


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
    files = {file for file, _, _ in rows}
    cases = {one.file_id: one for one in Case.objects.filter(file_id__in=files).select_related("hub")}
    others = files - set(cases)
    referrals = {
        one.file_id: one for one in Referral.objects.filter(file_id__in=others).select_related("hub")
    }
    people = {one.file_id: one for one in Person.objects.filter(file_id__in=others - set(referrals))}
    found = [
        Behind(on, amount, cases.get(file), referrals.get(file), people.get(file))
        for file, on, amount in rows
    ]
    shown = [one for one in found if one.case or one.referral or one.person]
    return shown, len(found) - len(shown)


def hubs(partnership_id: int) -> dict[str, str]:
    """The hubs of a partnership by their keys."""
    found = Hub.objects.filter(partnership_id=partnership_id).order_by("name", "id")
    return {str(one.id): one.name for one in found}


def _asked(indicator: Indicator, version: Version, period: Period) -> tuple[str, bool, date, date]:
    return indicator.view(version), indicator.kind == "stock", period.since, period.before


def _part(narrowed: Narrowed) -> tuple[str, str, str]:
    return narrowed.hub, narrowed.cj_stage, narrowed.offence_group

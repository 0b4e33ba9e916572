"""Reading what was submitted: returns, the cases behind their figures, and what differs since."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from rjhub.reporting.models import FrozenFigure, Submission
from rjhub.reporting.queries import PAGE, Thing, things_of
from rjhub.reporting.rules.definitions import Indicator, Version, shipped


@dataclass(frozen=True)
class Change:
    """What is counted otherwise than before: what happened to it, in which parts, and on which day it counts now."""

    what: str
    parts: tuple[str, ...]
    thing: Thing | None
    is_there: bool
    on: date | None


def submitted(partnership_id: int) -> list[Submission]:
    """Every return that was submitted, newest first."""
    found = Submission.objects.filter(partnership_id=partnership_id).select_related("submitted_by__account")
    return list(found.order_by("-submitted_at", "id"))


def find(partnership_id: int, submission_id: UUID) -> Submission | None:
    """One of them."""
    found = Submission.objects.filter(partnership_id=partnership_id, id=submission_id)
    return found.select_related("submitted_by__account", "partnership").first()


def before(submission: Submission) -> Submission | None:
    """The one that it took the place of."""
    same = Submission.objects.filter(
        partnership_id=submission.partnership_id,
        key=submission.key,
        since=submission.since,
        before=submission.before,
    )
    return same.filter(number=submission.number - 1).first()


def figures_of(submission: Submission) -> list[FrozenFigure]:
    """Its figures in their order."""
    return list(FrozenFigure.objects.filter(submission=submission).order_by("place", "id"))


def rule_of(figure: FrozenFigure) -> tuple[Indicator, Version] | None:
    """By what it was counted; None where the program does not have that rule any more, or has changed it."""
    indicator = shipped().indicators.get(figure.indicator)
    version = indicator.version(figure.version) if indicator else None
    if indicator is None or version is None or version.digest != figure.digest:
        return None
    return indicator, version


def behind(submission: Submission, figure: FrozenFigure, beyond: int) -> tuple[list[Thing], int, int]:
    """A page of what stands behind a figure, how many of it the reader may not open, how many were erased since."""
    rule = rule_of(figure)
    if rule is None:
        return [], 0, 0
    indicator, version = rule
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT file_id FROM keeper.frozen_files(%s, %s, %s, %s, %s, %s)",
            [submission.id, indicator.view(version), figure.split, figure.part, beyond, PAGE],
        )
        files = [row[0] for row in cursor.fetchall()]
    there = [file for file in files if file is not None]
    things = things_of(set(there))
    return list(things.values()), sum(file not in things for file in there), len(files) - len(there)


def changes(
    older: Submission, newer: Submission | None, figure: FrozenFigure, splits: list[str]
) -> list[Change]:
    """What differs case by case in one indicator between a submission and a newer one, or now."""
    rule = rule_of(figure)
    if rule is None:
        return []
    indicator, version = rule
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT what, changed, file_id, on_day FROM keeper.figure_changes(%s, %s, %s, %s, %s)",
            [
                older.id,
                newer.id if newer else None,
                indicator.view(version),
                indicator.kind == "stock",
                splits,
            ],
        )
        rows = cursor.fetchall()
    things = things_of({file for _, _, file, _ in rows if file})
    names = ["day", *splits]
    return [
        Change(
            what=what,
            parts=tuple(names[place - 1] for place in changed or () if place <= len(names)),
            thing=things.get(file),
            is_there=file is not None,
            on=on,
        )
        for what, changed, file, on in rows
    ]

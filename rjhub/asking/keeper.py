"""The keeper's functions of the asking room. Each answers whoever is signed, and what they may learn."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from rjhub.asking.vocabulary import Answer, ApproachedAs, Fact, Outcome
from rjhub.people.vocabulary import Channel

_ASK = "SELECT keeper.ask_before(%s, %s::text[], %s, %s, %s, %s, %s::smallint[], %s::bytea[])"


@dataclass(frozen=True)
class Question:
    """A question that somebody asked, as it is told to them."""

    id: UUID
    at: datetime
    given: Sequence[str]
    answer: str
    approached_on: date | None
    outcome: str | None


@dataclass(frozen=True)
class Heard:
    """A question as a hub hears of it. `found` are people whom the coordinator sees; `before` earlier approaches."""

    id: UUID
    at: datetime
    staff_id: UUID
    agency_id: UUID
    given: Sequence[str]
    answer: str
    approached_on: date | None
    outcome: str | None
    found: Sequence[UUID]
    before: Sequence[Mapping[str, str]]
    settled_at: datetime | None
    settled_by: UUID | None


@dataclass(frozen=True)
class Day:
    """How one member of staff asked on one day."""

    staff_id: UUID
    day: date
    questions: int
    rang: int
    limited: int
    tried: int
    last_at: datetime


def ask(
    question: UUID,
    *,
    given: Sequence[str],
    digest: bytes,
    parts: tuple[bytes, bytes, bytes],
    keys: Mapping[bytes, Fact],
) -> Answer:
    """Ask. The question is on record with its answer, also where it is not answered."""
    digests = sorted(keys)
    facts = [keys[one].value for one in digests]
    return Answer(_one(_ASK, [question, list(given), digest, *parts, facts, digests]))


def record_approach(
    question: UUID, approach: UUID, *, side: ApproachedAs, on: date, channel: Channel, outcome: Outcome
) -> None:
    """Keep that the asker approached whom they had asked about, with the keys by which others will find it."""
    _one(
        "SELECT keeper.record_approach(%s, %s, %s, %s, %s, %s)",
        [question, approach, side, on, channel, outcome],
    )


def settle(question: UUID) -> None:
    """Keep that a coordinator has spoken with whoever asked."""
    _one("SELECT keeper.settle_question(%s)", [question])


def forget_questions(person_id: UUID) -> None:
    """Have the keys of questions about somebody go, before their record does."""
    _one("SELECT keeper.forget_questions(%s)", [person_id])


def asked_by_me(*, question: UUID | None = None, most: int = 1) -> list[Question]:
    """The asker's own questions, newest first."""
    return [Question(*row) for row in _all("SELECT * FROM keeper.asked_by_me(%s, %s)", [question, most])]


def asked_of_hub(*, days: int, most: int) -> list[Heard]:
    """Every question of the last days, for a coordinator."""
    statement = (
        "SELECT id, at, staff_id, agency_id, given, answer, approached_on, outcome, found, before, settled_at, "
        "settled_by FROM keeper.asked_of_hub(%s, %s)"
    )
    return [_heard(list(row)) for row in _all(statement, [days, most])]


def asking_at_my_agency(*, days: int) -> list[Day]:
    """How the people of an information officer's agency asked, by day."""
    return [Day(*row) for row in _all("SELECT * FROM keeper.asking_at_my_agency(%s)", [days])]


def _heard(row: list[Any]) -> Heard:
    before = 9  # JSON, which arrives as text
    row[before] = json.loads(row[before])
    return Heard(*row)


def _one(statement: str, values: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
        return row[0] if row else None


def _all(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())

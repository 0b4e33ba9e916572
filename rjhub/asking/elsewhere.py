"""The keeper's functions for asking another partnership. Names go into the database and only two words come out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from rjhub.asking.vocabulary import Answer


@dataclass(frozen=True)
class Between:
    """Another partnership, and a key with it: none, proposed, agreed, or in force."""

    other: int
    name: str
    phone: str
    id: UUID | None
    ours: bool | None
    proposed_at: datetime | None
    agreed_at: datetime | None
    in_force_at: datetime | None


@dataclass(frozen=True)
class Told:
    """What one partnership answered to a question, and whom to ring there."""

    id: UUID
    at: datetime
    given: Sequence[str]
    name: str
    phone: str
    answer: str


@dataclass(frozen=True)
class Heard:
    """A question that another partnership asked. `found` are people whom the coordinator sees."""

    id: UUID
    between_id: UUID
    at: datetime
    name: str
    phone: str
    agency: str
    given: Sequence[str]
    answer: str
    found: Sequence[UUID]
    settled_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Sought:
    """Whom a question is about, as the database encodes it: every form of the first name, and a postcode's digest."""

    firsts: Sequence[str]
    last: str
    born_on: date | None
    place: bytes | None


def ask(question: UUID, *, given: Sequence[str], digest: bytes, sought: Sought) -> dict[int, Answer]:
    """Ask every partnership with which there is a key; the question is on record in both with its answer."""
    rows = _all(
        "SELECT asked_of, answer FROM keeper.ask_between(%s, %s::text[], %s, %s::text[], %s, %s, %s)",
        [question, list(given), digest, list(sought.firsts), sought.last, sought.born_on, sought.place],
    )
    return {asked_of: Answer(answer) for asked_of, answer in rows}


def asked(question: UUID | None = None, *, most: int = 40) -> list[Told]:
    """The asker's own questions, newest first, a row for each partnership that was asked."""
    return [Told(*row) for row in _all("SELECT * FROM keeper.asked_between(%s, %s)", [question, most])]


def heard(*, days: int, most: int) -> list[Heard]:
    """What other partnerships asked in the last days, for a coordinator."""
    return [Heard(*row) for row in _all("SELECT * FROM keeper.heard_between(%s, %s)", [days, most])]


def settle(question: UUID, between: UUID) -> None:
    """Keep that a coordinator has spoken with whoever asked."""
    _all("SELECT keeper.settle_between(%s, %s)", [question, between])


def betweens() -> list[Between]:
    """Every other partnership with its keys, for a coordinator."""
    return [Between(*row) for row in _all("SELECT * FROM keeper.betweens()", [])]


def propose(key: UUID, other: int) -> None:
    """Propose a key to another partnership."""
    _all("SELECT keeper.propose_between(%s, %s::smallint)", [key, other])


def agree(key: UUID) -> None:
    """Agree to a key that another partnership proposed. The vault makes it in this moment."""
    _all("SELECT keeper.agree_between(%s)", [key])


def end(key: UUID) -> None:
    """End a key, or take a proposal back. Nothing is left of it but that it was there."""
    _all("SELECT keeper.end_between(%s)", [key])


def encode(width: int) -> int:
    """Encode who is new or changed, for the partnership as which the program asks. Answers how much is left."""
    return int(_all("SELECT keeper.encode_between(%s)", [width])[0][0])


def _all(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())

"""What every answer to a program looks like: problems, pages of a list, and the places where lists go on."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema
from pydantic import AfterValidator

MOST = 200
Limit = Annotated[int, Field(50, ge=1, le=MOST, description="How many at most")]


def _without_nul(text: str) -> str:
    if "\x00" in text:
        message = "Text holds no NUL."
        raise ValueError(message)
    return text


Text = Annotated[str, AfterValidator(_without_nul)]


class Wrong(Exception):
    """What a program sent does not make sense. Carries, for each place in it, what is wrong in words."""

    def __init__(self, errors: Mapping[str, Iterable[object]]) -> None:
        self.errors = [{"where": where, "what": str(what)} for where, said in errors.items() for what in said]
        super().__init__("; ".join(f"{each['where']}: {each['what']}" for each in self.errors))


class Mistake(Schema):
    """One thing that is wrong with what was sent."""

    where: str
    what: str


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Mistake]


def documented(answer: Any, *also: int) -> dict[Any, Any]:
    """What an operation answers: as it should, or with a problem. Every operation may meet these."""
    return {200: answer, frozenset({400, 401, 403, 404, 422, 429, *also}): Problem}


def place_of(at: datetime, key: UUID) -> str:
    """The place of a row in a list, from which the next page goes on."""
    return f"{at.isoformat()}_{key}"


def read_place(text: str) -> tuple[datetime, UUID] | None:
    """A place that an answer gave; None for the beginning. Raises Wrong for anything else."""
    if not text:
        return None
    moment, _, key = text.partition("_")
    try:
        at, number = datetime.fromisoformat(moment), UUID(key)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise Wrong({"after": ["Send what `next` said in the answer before, unchanged."]})
    return at, number

"""The rows themselves, and the few ways in which a recount looks at them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
Row = dict[str, Any]
Rows = list[Row]


@dataclass(frozen=True)
class Counted:
    partnership: int
    file: UUID | None
    what: UUID
    on: date
    until: date | None = None
    amount: int | None = None


class Raw:
    """The tables as they are, each read once; sealed files are taken out at the end."""

    def __init__(self, ask: Callable[[str], Rows]) -> None:
        self._ask = ask
        self._kept: dict[str, Rows] = {}

    def __getitem__(self, table: str) -> Rows:
        if table not in self._kept:
            self._kept[table] = self._ask(f"SELECT * FROM {table}")
        return self._kept[table]

    def sealed(self) -> set[UUID]:
        return {one["id"] for one in self["sharing_file"] if one["sealed"]}


def day(at: datetime | None) -> date | None:
    return at.astimezone(LONDON).date() if at else None


def plain(rows: Iterable[Row], on: str) -> Iterator[Counted]:
    for one in rows:
        found = day(one[on]) if isinstance(one[on], datetime) else one[on]
        if found:
            yield Counted(one["partnership_id"], one["file_id"], one["id"], found)


def first(rows: Iterable[Row], by: str, at: str) -> Rows:
    ordered = sorted(rows, key=lambda one: (str(one[by]), one[at], str(one["id"])))
    return [next(several) for _, several in groupby(ordered, key=lambda one: one[by])]


def day_of(at: datetime) -> date:
    found = day(at)
    assert found
    return found

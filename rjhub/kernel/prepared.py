"""Queries whose statement is built once: kept, and asked again with other values.

Django builds the SQL of a query anew each time, which for a wide table with its joins takes longer than the database
takes to answer. On the busiest pages a query is therefore written as a function of its values and built only once:

    _FOUND = Prepared(lambda case: Event.objects.filter(case_id=case).order_by("-at"), case=UUID)
    events = list(_FOUND(case=case.id))

What comes back is a query set of the model's own kind that can be read and not refined; it gives whole rows and
prefetches nothing. Nothing of an answer is kept.
"""

import copy
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, Generic, NoReturn, TypeVar
from uuid import UUID

from django.db import connections
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)
Place = tuple[str, type]
_EXAMPLES: dict[type, Callable[[int], Any]] = {
    UUID: lambda number: UUID(int=0x5107 << 96 | number),
    int: lambda number: 20_000 + number,  # also fits a small one
    str: lambda number: f"value {number} of a prepared query",
    datetime: lambda number: datetime(1901, 1, 1, tzinfo=UTC) + timedelta(days=number),
    date: lambda number: date(1901, 1, 1) + timedelta(days=number),
}


class Prepared(Generic[Row]):
    """A query as a function of its values, each of a kind that is named beside it: UUID, int, str, datetime or date.

    The function must make its query of nothing but these values: a moment or a choice of its own would be kept, too.
    That, and a value that does not arrive in the statement as it is, raises ValueError at the first use.
    """

    def __init__(self, build: Callable[..., QuerySet[Row]], /, **kinds: type) -> None:
        """Take the function; nothing is built until somebody asks."""
        self._build = build
        self._kinds = kinds
        self._kept: _Statement | None = None

    def __call__(self, **values: Any) -> QuerySet[Row]:
        """The query with these values. It is run when it is read, like any other."""
        kept = self._kept
        if kept is None:
            kept = self._kept = self._prepare()
        return kept.query_set(values)

    def first(self, **values: Any) -> Row | None:
        """The first row, or None. The query itself says how many are fetched."""
        return next(iter(self(**values)), None)

    def _prepare(self) -> "_Statement":
        numbers = count(1)
        once, again = (self._compiled(numbers) for _ in range(2))
        if once.text != again.text or once.places != again.places or once.fixed != again.fixed:
            raise ValueError("A prepared query must be made of its values alone")
        return once

    def _compiled(self, numbers: "count[int]") -> "_Statement":
        examples = {name: _EXAMPLES[kind](next(numbers)) for name, kind in self._kinds.items()}
        return _Statement(self._build(**examples), examples)


class _Statement:
    """A statement that is built, and where its values go."""

    def __init__(self, built: "QuerySet[Any]", examples: dict[str, Any]) -> None:
        self.compiler: Any = built.query.get_compiler(using=built.db)
        self.text, parameters = self.compiler.as_sql()
        self.using = built.db
        self.places = tuple(_place(parameter, examples) for parameter in parameters)
        self.fixed = tuple(None if place else one for place, one in zip(self.places, parameters, strict=True))
        missing = examples.keys() - {place[0] for place in self.places if place}
        if missing:
            raise ValueError(f"A prepared query does nothing with {', '.join(missing)}")
        self._class, self._model = type(built), built.model
        self.converters = self.compiler.get_converters(
            [selected[0] for selected in self.compiler.select[: self.compiler.col_count]]
        )

    def query_set(self, values: dict[str, Any]) -> "QuerySet[Any]":
        asked: Any = _Query(self, self._parameters(values))
        return self._class(model=self._model, query=asked, using=self.using)

    def _parameters(self, values: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(
            place[1](values[place[0]])
            if place and place[1] is not object
            else values[place[0]]
            if place
            else one
            for place, one in zip(self.places, self.fixed, strict=True)
        )


class _Query:
    """Stands where a query set keeps its query: gives the statement that is built, and cannot be refined."""

    def __init__(self, statement: _Statement, parameters: Sequence[Any]) -> None:
        self._statement = statement
        self._parameters = parameters

    def get_compiler(self, using: str | None = None, **_: Any) -> Any:
        statement, parameters = self._statement, self._parameters
        compiler = copy.copy(statement.compiler)
        compiler.connection = connections[using or statement.using]
        compiler.as_sql = lambda *_, **__: (statement.text, parameters)
        compiler.get_converters = lambda _: statement.converters
        return compiler

    def chain(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("A prepared query is asked as it is: write another one")

    clone = chain


def _place(parameter: Any, examples: dict[str, Any]) -> Place | None:
    """Which value goes here, and as what: whole numbers say to the database how large they can be."""
    for name, example in examples.items():
        if isinstance(parameter, type(example)) and parameter == example:
            return name, type(parameter) if isinstance(parameter, int) else object
    return None

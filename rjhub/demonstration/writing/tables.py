"""The tables into which stories are written, as Django's models say, and rows of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.db import models

from rjhub.demonstration.writing import cells
from rjhub.sharing.models import Protected


@dataclass(frozen=True, eq=False)
class Table:
    """A table: its columns in order, and what stands in those that a row leaves out."""

    name: str
    kind: str
    columns: tuple[str, ...]
    defaults: Mapping[str, object]
    protected: bool = False
    owner: str = ""

    def line(self, row: "Row") -> str:
        """A row as COPY reads it. Raises KeyError for a column that is missing, or that there is not.

        Rows of the same columns and types have the same shape, which is worked out once.
        """
        key = (tuple(row), tuple(map(type, row.values())))
        shape = self.shapes.get(key)
        if shape is None:
            shape = self.shapes[key] = self._shape(row)
        return shape.line(row) or self._careful(row)

    def _careful(self, row: "Row") -> str:
        cell, left_out = cells.cell, self.left_out
        return cells.joined([cell(row[name]) if name in row else left_out[name] for name in self.columns])

    def _shape(self, row: "Row") -> cells.Shape:
        known = frozenset(self.columns)
        if not row.keys() <= known:
            raise KeyError(f"{self.name} has no {', '.join(sorted(row.keys() - known))}")
        return cells.shape(self.columns, row, self.left_out)

    @cached_property
    def shapes(self) -> dict[object, cells.Shape]:
        """The shapes of rows that have been seen."""
        return {}

    @cached_property
    def left_out(self) -> Mapping[str, str]:
        """What stands in a column that a row leaves out, as COPY reads it."""
        return {name: cells.cell(value) for name, value in self.defaults.items()}


class Row(dict[str, Any]):
    """A row of a table, by column. Later events of a story may still change it."""

    __slots__ = ("table",)

    def __init__(self, table: Table, values: dict[str, Any]) -> None:
        super().__init__(values)
        self.table = table


# Not a model: only the vault's own functions read it.
VAULT = Table(
    name="vault.contact",
    kind="Contact",
    columns=("partnership_id", "id", "person_id", "kind", "sealed", "since"),
    defaults={},
    owner="rjhub_vault",
)


@cache
def table_of(model: type[models.Model]) -> Table:
    """The table of a model. Keys that the database counts up by itself are no columns here."""
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if not isinstance(field, models.AutoField | models.BigAutoField)
    ]
    return Table(
        name=model._meta.db_table,
        kind=model.__name__,
        columns=tuple(str(field.column) for field in fields),
        defaults={str(field.column): field.get_default() for field in fields if _may_be_left_out(field)},
        protected=issubclass(model, Protected),
    )


def _may_be_left_out(field: "models.Field[Any, Any]") -> bool:
    return not field.primary_key and (field.has_default() or field.null or field.blank)

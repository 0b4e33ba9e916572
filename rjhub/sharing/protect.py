"""The migration operation that turns a plain Django table into a protected one."""

import hashlib
from typing import Any

from django.db.migrations.operations.base import Operation

from rjhub.sharing import database, second_lock
from rjhub.sharing.models.protected import WithinPartnership

LONGEST = 30


class Protect(Operation):
    """Give tables their composite keys, row security, and the trigger that fills who may see each row.

    Name all models of a migration in one operation: Django draws every model anew for each operation.
    """

    reversible = False

    def __init__(self, *names: str, removable: bool = False) -> None:
        """Name the models. `removable` lets the application delete rows that a person sees (never records)."""
        self.names = names
        self.removable = removable

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing that Django knows of changes."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Protect the table."""
        del from_state
        for name in self.names:
            model = to_state.apps.get_model(app_label, name)
            schema_editor.execute(protection(model, removable=self.removable), params=None)
        schema_editor.execute(database.REWRITING, params=None)
        schema_editor.execute(second_lock.LOCK, params=None)

    def describe(self) -> str:
        """What `showmigrations --plan` says."""
        return f"Protect the rows of {', '.join(self.names)}"


def protection(model: Any, *, removable: bool = False) -> str:
    """The statements that protect one table."""
    table = model._meta.db_table
    parts = [
        database.PROTECT.format(
            table=table,
            short=_short(table),
            visible=database.VISIBLE,
            delete=", DELETE" if removable else "",
            fill="fill_acl_with_holder"
            if any(field.name == "holder" for field in model._meta.local_fields)
            else "fill_acl",
        )
    ]
    parts += [
        database.WITHIN.format(
            table=table, short=_short(table), column=field.column, target=field.related_model._meta.db_table
        )
        for field in model._meta.local_fields
        if isinstance(field, WithinPartnership)
    ]
    return "\n".join(parts)


def _short(table: str) -> str:
    # PostgreSQL cuts names at 63 bytes; two long tables must not meet there.
    return table if len(table) <= LONGEST else table[:22] + hashlib.sha256(table.encode()).hexdigest()[:8]

"""The SQL statements of a page: counted, captured once, and run again bare."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections, transaction

from rjhub.kernel import connecting

_OF_TRANSACTIONS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
Statement = tuple[Any, Any]


@dataclass
class Captured:
    """The statements of the last request, in order; what earlier ones ran (a form that was opened) is forgotten."""

    statements: list[Statement] = field(default_factory=list)

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, *rest: Any) -> Any:
        """Keep a statement, and let it go on."""
        if not (isinstance(sql, str) and sql.startswith(_OF_TRANSACTIONS)):
            self.statements.append((sql, params))
        return execute(sql, params, *rest)

    def forget(self, **_: Any) -> None:
        """Begin anew with a new request."""
        self.statements.clear()

    def __len__(self) -> int:
        """How many there were."""
        return len(self.statements)


def of_the_program() -> list[Any]:
    """The connections through which a request may go, those that lead to the database of the usual one."""
    name = connections[DEFAULT_DB_ALIAS].settings_dict["NAME"]
    aliases = [alias for alias in connecting.ALIASES.values() if alias in connections.settings]
    return [one for one in map(connections.__getitem__, aliases) if one.settings_dict["NAME"] == name]


@contextmanager
def captured() -> Iterator[Captured]:
    """Keep the statements of the last request that is made inside, and let nothing of what happens inside stay."""
    kept = Captured()
    request_started.connect(kept.forget)
    # Between two requests Django gives a connection back, which would end the transaction around them.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        with ExitStack() as around:
            for each in of_the_program():
                around.enter_context(transaction.atomic(using=each.alias))
                around.enter_context(each.execute_wrapper(kept))
                around.callback(transaction.set_rollback, True, using=each.alias)  # noqa: FBT003 - Django's own
            around.enter_context(connecting.held())
            yield kept
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
        request_started.disconnect(kept.forget)


def bare_seconds(page: Captured, times: int) -> list[float]:
    """Run the statements of a page again as the owner, whom row security does not bind; seconds for each time.

    They are run as they were, with nothing of the program between them, and taken back.
    """
    owner = connections["owner"]
    owner.ensure_connection()
    raw = owner.connection
    seconds = []
    for _ in range(times):
        with raw.transaction(force_rollback=True):
            began = time.perf_counter()
            for sql, params in page.statements:
                cursor = raw.execute(sql, params)
                if cursor.description:
                    cursor.fetchall()
            seconds.append(time.perf_counter() - began)
    return seconds

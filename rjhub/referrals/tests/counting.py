"""Counts statements, to see that a list takes as many for many rows as for one."""

from collections.abc import Callable
from typing import Any

from django.db import connection


def statements(act: Callable[[], object]) -> int:
    """How many statements something runs."""
    counted = 0

    def count(execute: Any, *rest: Any) -> Any:
        nonlocal counted
        counted += 1
        return execute(*rest)

    with connection.execute_wrapper(count):
        act()
    return counted

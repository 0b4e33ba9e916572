"""The demonstration, with everybody in it, as a stage for proofs that go through pages."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest import mock

from django.db import connections
from django.test import override_settings

from rjhub.demonstration import loading
from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.proving import one_connection, scratch


@contextmanager
def demonstration() -> Iterator[None]:
    """A database of its own with the demonstration in it, which the program uses as the application from here on."""
    # Whoever is made up for a demonstration may sign in only where the program is one.
    with scratch.database(), _one_connection(), override_settings(DEMONSTRATION=True):
        loading.load()
        yield


@contextmanager
def _one_connection() -> Iterator[None]:
    """Let the program sign in as the owner and take the application's role, so that a proof can undo what it did."""
    default, owner = connections["default"], connections["owner"]
    default.close()
    if hasattr(default, "close_pool"):
        default.close_pool()
    before = dict(default.settings_dict)
    same = {name: owner.settings_dict[name] for name in ("USER", "PASSWORD", "OPTIONS")}
    default.settings_dict.update(same)
    one_connection.begin()
    try:
        yield
    finally:
        one_connection.end()
        default.close()
        default.settings_dict.update(before)


def members() -> list[Staff]:
    """Everybody who may act now: one of each agency first, then the others."""
    now = clock.now()
    everybody = Staff.objects.filter(account__is_active=True)
    related = everybody.select_related("agency", "account", "principal", "partnership")
    found = related.prefetch_related("roles").order_by("account__name", "id")
    able = [staff for staff in found if staff.may_act_at(now)]
    agencies: dict[object, int] = {}
    turns: list[tuple[int, int, Staff]] = []
    for staff in able:
        agencies[staff.agency_id] = agencies.get(staff.agency_id, 0) + 1
        turns.append((agencies[staff.agency_id], len(turns), staff))
    return [staff for _, _, staff in sorted(turns, key=lambda one: one[:2])]


@contextmanager
def stillness() -> Iterator[datetime]:
    """Let the program's clock stand still, so that no answer differs by the hour alone, and let it not tell of each."""
    at, before = clock.now(), logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with mock.patch.object(clock, "now", return_value=at):
            yield at
    finally:
        logging.disable(before)

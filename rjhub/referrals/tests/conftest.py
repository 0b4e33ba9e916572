"""A database of a test's own, for tests that need what others committed: threads, and a real browser."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from rjhub.design.tests import browser

ROOT = Path(__file__).parents[3]


@pytest.fixture
def own_database(
    template_database: str, django_db_setup: None, django_db_blocker: Any, pytestconfig: pytest.Config
) -> Iterator[None]:
    """A fresh copy of the cast's database, in which transactions really commit. It goes afterwards."""
    from django.conf import settings
    from django.db import connections

    root: Any = pytestconfig.pluginmanager.getplugin(str(ROOT / "conftest.py"))
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    before, name = settings.DATABASES["default"]["NAME"], f"rjhub_own_{worker}"
    with django_db_blocker.unblock():
        root._copy(template_database, name)
        root._point_at(name)
        yield
        connections.close_all()
        root._point_at(before)
        with root._maintenance() as connection:
            root._drop(connection, name)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as started:
        yield started


@pytest.fixture
def address(own_database: None) -> Iterator[str]:
    """The program, served on this machine with a database of its own."""
    with browser.serving() as started:
        yield started

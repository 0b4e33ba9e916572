"""A real browser, and the program served to it with a database of its own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from rjhub.design.tests import browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as started:
        yield started


@pytest.fixture
def address(own_database: None) -> Iterator[str]:
    """The program, served on this machine with a database of its own."""
    with browser.serving() as started:
        yield started

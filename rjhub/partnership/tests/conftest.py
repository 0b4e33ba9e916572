"""A browser, and the program for it to look at."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from rjhub.design.tests import browser
from rjhub.partnership.tests import site


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as opened:
        yield opened


@pytest.fixture
def address(db: None) -> Iterator[str]:
    with site.serving() as at:
        yield at

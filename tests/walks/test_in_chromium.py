"""The walk of Hertfordshire in a real browser; `python -m tests.walks` walks all five areas so."""

from typing import Any

import pytest
from django.db import connection

from rjhub.design.tests import browser
from rjhub.partnership.models import Account
from tests.walks.chromium import WalkInChromium
from tests.walks.test_hertfordshire import JUDITH, RUTH, begins, goes_all_the_way


@pytest.mark.browser
@pytest.mark.usefixtures("own_database")
def test_from_beacon_to_the_closing_in_a_real_browser(time_machine: Any) -> None:
    with browser.serving() as site, browser.chromium() as chromium:
        walk = WalkInChromium(outsiders=(), browser=chromium, site=site, seen={JUDITH, RUTH})
        begins(walk)
        goes_all_the_way(walk, time_machine)
        walk.at(JUDITH).says("Closed because Completed: they met")


@pytest.mark.browser
@pytest.mark.usefixtures("own_database")
def test_a_second_browser_does_not_write_where_the_first_one_did() -> None:
    for _ in range(2):
        with browser.chromium():
            assert connection.connection is None
            assert Account.objects.exists()

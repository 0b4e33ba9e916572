"""The walk of Hertfordshire in a real browser: `python -m pytest tests/walks/in_chromium.py`, in a process of its own.

After another test in the same process its server sometimes does not see what the test has written. Until that is
understood the suite walks with the test client, and this is asked for by name.
"""

from typing import Any

import pytest

from rjhub.design.tests import browser
from tests.walks.chromium import WalkInChromium
from tests.walks.test_hertfordshire import JUDITH, RUTH, goes_all_the_way


@pytest.mark.browser
@pytest.mark.usefixtures("own_database")
def test_from_beacon_to_the_closing_in_a_real_browser(time_machine: Any) -> None:
    with browser.serving() as site, browser.chromium() as chromium:
        walk = WalkInChromium(outsiders=(), browser=chromium, site=site, seen={JUDITH, RUTH})
        goes_all_the_way(walk, time_machine)
        walk.at(JUDITH).says("Closed because Completed: they met")

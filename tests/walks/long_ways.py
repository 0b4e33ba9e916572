"""The walk of each area in a real browser, from its first page to its last, scripts and all.

Not collected by the suite, because of its name: each takes a minute of a core. `python -m tests.walks` runs it.
"""

from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest

from rjhub.design.tests import browser
from tests.walks import test_hertfordshire as hertfordshire
from tests.walks import test_kent as kent
from tests.walks import test_northumbria as northumbria
from tests.walks import test_sussex as sussex
from tests.walks import test_thames_valley as thames_valley
from tests.walks.chromium import WalkInChromium


@dataclass(frozen=True)
class Area:
    """The walk of one area. Both people have a real browser; the others press the same buttons without one."""

    way: ModuleType
    coordinator: str
    facilitator: str
    end: str = "Closed because Completed: they met"


AREAS = (
    Area(hertfordshire, hertfordshire.JUDITH, hertfordshire.RUTH),
    Area(sussex, sussex.MARIAN, sussex.GARETH),
    Area(
        northumbria,
        northumbria.KATHLEEN,
        northumbria.HAMZA,
        end="Closed because Completed: messages were exchanged",
    ),
    Area(kent, kent.ROSALIND, kent.FEMI),
    Area(thames_valley, thames_valley.BERNADETTE, thames_valley.ELAINE),
)


@pytest.mark.browser
@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.way.__name__.partition("test_")[2])
def test_from_the_referral_to_the_closing_in_a_real_browser(area: Area, time_machine: Any) -> None:
    if area.way is northumbria:
        northumbria.four_weeks_ago(time_machine)
    with browser.serving() as site, browser.chromium() as chromium:
        seen = {area.coordinator, area.facilitator}
        walk = WalkInChromium(outsiders=(), browser=chromium, site=site, seen=seen)
        area.way.begins(walk)
        area.way.goes_all_the_way(walk, time_machine)
        walk.at(area.coordinator).says(area.end)

"""A short walk through the demonstration with the eyes of axe. `python -m tests.looks` takes the long one."""

import pytest

from rjhub.design.tests import browser
from tests.looks import seeing
from tests.looks.seeing import Seen

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
# A coordinator, and a facilitator who stands on the other side of the wall.
WALKERS = ("Marian Okafor", "Adaeze Obi")
MOST = 20


def test_pages_of_the_demonstration_are_accessible_and_whole() -> None:
    seen = Seen()
    seeing.load()
    telling = seeing.most_telling(seeing.walk(seen, WALKERS, visits=1, thorough=False), MOST)
    with browser.chromium() as chromium:
        seeing.look(telling, seen, chromium)
    assert len(telling) == MOST
    assert seen.findings == []
    assert seen.failed == []

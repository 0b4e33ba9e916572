"""The long walk. Not collected by the suite, because of its name: `python -m tests.looks` runs it."""

import json
import os
from pathlib import Path

import pytest

from rjhub.design.tests import browser
from tests.looks import seeing
from tests.looks.__main__ import ASKED, FIGURES
from tests.looks.cast import WALKERS

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_everything() -> None:
    asked = json.loads(os.environ[ASKED])
    seen = seeing.Seen()
    seeing.load(thorough=True)
    seeing.walk(seen, asked["who"] or WALKERS, visits=asked["visits"], thorough=True)
    pictures = Path(asked["pictures"]) if asked["pictures"] else None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    with browser.chromium() as chromium:
        looks = seeing.most_telling(seen.looks, asked["most"]) if asked["most"] else seen.looks
        seeing.look(looks, seen, chromium, pictures=pictures)
    report = seen.report()
    Path(os.environ[FIGURES]).write_text(json.dumps(report))
    assert report["findings"] == 0
    assert report["failed"] == []
    if not asked["who"]:
        assert report["not reached"] == []

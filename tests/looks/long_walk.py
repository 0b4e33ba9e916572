"""The long walk. Not collected by the suite, because of its name: `python -m tests.looks` runs it."""

import json
import os
import time
from pathlib import Path

import pytest

from tests.looks import seeing, windows
from tests.looks.__main__ import ASKED, FIGURES
from tests.looks.cast import WALKERS

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_everything() -> None:
    asked = json.loads(os.environ[ASKED])
    seen, began = seeing.Seen(), time.monotonic()
    first = seeing.load(thorough=True)
    pictures = Path(asked["pictures"]) if asked["pictures"] else None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    walk = (
        seeing.in_states(seen, asked["states"])
        if asked["states"]
        else seeing.walk(seen, asked["who"] or WALKERS, visits=asked["visits"], thorough=True, first=first)
    )
    found = Path(asked["found"]) if asked["found"] else None
    with windows.opened(os.cpu_count() or 1, pictures=pictures, found=found) as glass:
        for look in seeing.most_telling(walk, asked["most"]) if asked["most"] else walk:
            glass.show(look)
        walked = time.monotonic()
        seen.findings, seen.looked_at = glass.findings(), glass.looked_at
    seconds = {"seconds of walking": walked - began, "seconds in all": time.monotonic() - began}
    report = seen.report() | {name: round(value) for name, value in seconds.items()}
    Path(os.environ[FIGURES]).write_text(json.dumps(report))
    assert report["findings"] == 0
    assert report["failed"] == []
    if not asked["who"] and not asked["states"]:
        assert report["not reached"] == []
        assert report["reached, though there is a reason"] == []

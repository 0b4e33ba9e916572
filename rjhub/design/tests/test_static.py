"""What stands compiled in `static/` is whole, ours to use, and asks nobody else for anything."""

import json
import re
from pathlib import Path

import rjhub

STATIC = Path(rjhub.__file__).parent / "design" / "static" / "design"
FRONTEND = Path(rjhub.__file__).parents[1] / "frontend"
STYLES = (STATIC / "app.css").read_text()
NAMED = re.findall(r"url\(\"?([^)\"]+)\"?\)", STYLES)


def test_every_picture_and_typeface_that_the_styles_name_is_there() -> None:
    assert NAMED
    assert [name for name in NAMED if not (STATIC / name).is_file()] == []


def test_nothing_is_used_that_belongs_to_gov_uk_alone() -> None:
    everything = " ".join(path.name for path in STATIC.rglob("*")) + STYLES
    for theirs in ("GDS Transport", "crest", "crown", "govuk-header", "opengraph"):
        assert theirs not in everything


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert [name for name in NAMED if name.startswith(("http", "//", "data:"))] == []
    assert "@import" not in STYLES


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((FRONTEND / "package-lock.json").read_text())
    assert [name for name, about in lock["packages"].items() if "resolved" in about] == []
    assert all("integrity" in about for name, about in lock["packages"].items() if name)

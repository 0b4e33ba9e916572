"""Rows that somebody may see come in one order, whatever else stands in the table.

Rows that are equal by all that they are sorted by come as they lie on the disk, which changes with rows that the
reader may not see. So what is sorted by a time or a day is sorted by its identifier at last.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent / "rjhub"
# Nothing else has the same in what these are asked of.
UNLIKE = {
    "id", "pk", "reference", "name", "number", "code", "part", "level", "clause", "partnership__code", "works_with",
}  # fmt: skip


def _loose(text: str) -> Iterator[int]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "order_by" and node.args:
            last = node.args[-1]
            if isinstance(last, ast.Constant) and str(last.value).lstrip("-") not in UNLIKE:
                yield node.lineno


def test_what_is_sorted_by_time_is_sorted_by_identifier_at_last() -> None:
    rooms = [ROOT / name for name in ("cases", "people", "referrals", "sharing")]
    files = [path for room in rooms for path in room.rglob("*.py") if "tests" not in path.parts]
    assert len(files) > 100
    loose = [f"{path.relative_to(ROOT)}:{line}" for path in files for line in _loose(path.read_text())]
    assert loose == []


def test_rows_in_no_fixed_order_are_noticed() -> None:
    assert list(_loose('found.order_by("-made_on", "-recorded_at")')) == [1]
    assert list(_loose('found.order_by("-made_on", "-id")')) == []

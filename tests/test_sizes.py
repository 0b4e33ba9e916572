"""Budgets of size: the tail is what makes a program hard to read."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULE = 300
# The rules written a second time are one file, so that somebody who is no programmer reads them in one go.
LONGER = {"rjhub/proving/oracle.py": 400}
FUNCTION, FUNCTION_P90 = 40, 20
TEMPLATE = 100


def _modules() -> list[Path]:
    everything = [
        *(ROOT / "rjhub").rglob("*.py"),
        *(ROOT / "tests").rglob("*.py"),
        ROOT / "dev.py",
        ROOT / "conftest.py",
    ]
    return [path for path in everything if "migrations" not in path.parts]


def _functions() -> Iterator[tuple[str, int]]:
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", lines


def _ninth_tenth(sizes: list[int]) -> int:
    return sorted(sizes)[int(len(sizes) * 0.9)]


def test_no_module_is_longer_than_its_budget() -> None:
    sizes = {str(path.relative_to(ROOT)): path.read_text().count("\n") for path in _modules()}
    assert {name: size for name, size in sizes.items() if size > LONGER.get(name, MODULE)} == {}


def test_no_function_is_longer_than_its_budget() -> None:
    sizes = dict(_functions())
    assert {name: size for name, size in sizes.items() if size > FUNCTION} == {}
    assert _ninth_tenth(list(sizes.values())) <= FUNCTION_P90


def test_no_template_is_longer_than_its_budget() -> None:
    sizes = {
        str(path.relative_to(ROOT)): path.read_text().count("\n") for path in (ROOT / "rjhub").rglob("*.html")
    }
    assert sizes
    assert {name: size for name, size in sizes.items() if size > TEMPLATE} == {}

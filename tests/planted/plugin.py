"""`pytest --plant`: run the tests that have to notice a fault, each with its fault planted, and nothing else."""

import re

import pytest

from rjhub.proving import one_connection
from tests.planted.later import FAULTS, Fault


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.addoption(
        "--plant", action="store_true", help="Plant the faults of tests/planted, each in its test."
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each named test its faults. One that passes all the same has missed one, and fails."""
    if not metafunc.config.getoption("plant"):
        return
    path = metafunc.definition.path.relative_to(metafunc.config.rootpath).as_posix()
    mine = [one for one in FAULTS if one.test == f"{path}::{metafunc.function.__name__}"]
    if mine:
        metafunc.fixturenames.append("planted")
        misses = pytest.mark.xfail(strict=True, reason="the fault is noticed")
        found = [pytest.param(one, id=one.name.replace(" ", "-"), marks=misses) for one in mine]
        metafunc.parametrize("planted", found, indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out every other test; plant once everything is there that a test begins with."""
    if config.getoption("plant"):
        chosen = [one for one in items if isinstance(one, pytest.Function) and _has_a_fault(one)]
        for item in chosen:
            item.fixturenames[:] = [*(name for name in item.fixturenames if name != "planted"), "planted"]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen


def _has_a_fault(item: pytest.Function) -> bool:
    return hasattr(item, "callspec") and "planted" in item.callspec.params


@pytest.fixture
def planted(request: pytest.FixtureRequest, db: None) -> Fault:
    """A fault in the database of one test, whose end undoes it."""
    fault: Fault = request.param
    plant(fault)
    return fault


def plant(fault: Fault) -> None:
    """Put some words of a function in the place of others; a gap in them stands for any gap."""
    with one_connection.behind_the_walls() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(oid), proowner::regrole::text FROM pg_proc WHERE oid = %s::regproc",
            [fault.function],
        )
        text, owner = cursor.fetchone()
        pattern = r"\s+".join(re.escape(word) for word in fault.right.split())
        changed, times = re.subn(pattern, lambda _: fault.wrong, text)
        assert times, f"{fault.function} does not say: {fault.right}"
        cursor.execute(f"SET ROLE {owner}")
        cursor.execute(changed)

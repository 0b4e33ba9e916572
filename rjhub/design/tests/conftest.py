from collections.abc import Iterator
from typing import Any

import pytest

from rjhub.design import shell
from rjhub.design.shell import Shell
from rjhub.design.tests import browser, gallery, site


@pytest.fixture(autouse=True)
def gallery_only(settings: Any) -> Iterator[None]:
    """Draw with nothing of the rest of the program: no room's frame, no session, no database."""
    for name, value in site.SITE.items():
        setattr(settings, name, value)
    nobody = shell.register(lambda _request: Shell())
    yield
    shell.unregister(nobody)


@pytest.fixture
def coordinator_signed_in() -> Iterator[None]:
    shell.register(gallery.frame)
    yield
    shell.unregister(gallery.frame)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser.chromium() as started:
        yield started


@pytest.fixture
def address(coordinator_signed_in: None) -> Iterator[str]:
    with browser.serving() as started:
        yield started

"""Every test begins with nobody having tried too often."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from rjhub.kernel import connecting


@pytest.fixture(autouse=True)
def at_the_front_door(db: None) -> Iterator[None]:
    """Nobody else reads what these tests look at: sessions, passwords, second factors."""
    with connecting.signed_in_as(connecting.FRONT):
        yield


@pytest.fixture(autouse=True)
def nobody_has_tried_yet(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()

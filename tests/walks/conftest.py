"""What the walks of one area share is walked once."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def shared(turn_kept: None, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A transaction around all walks of a module: what begins in it stands for each, and goes with the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)

"""The demonstration's cases, written once for the tests of a module and taken back after them."""

from typing import Any

import pytest
from django.db import connection, transaction

from rjhub.demonstration import loading
from rjhub.kernel import clock
from rjhub.proving import one_connection


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock(), transaction.atomic():
        with one_connection.behind_the_walls():
            loading.load_cases(connection.connection, at=clock.now())
        yield
        transaction.set_rollback(True)

"""The demonstration's cases, written once for all tests of a module and taken back after them."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection, transaction

from rjhub.demonstration import loading
from rjhub.kernel import clock


class Written:
    """What was written: the stories, and the moment as of which they are told."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            self.books = loading.load_cases(connection.connection, at=at)
            cursor.execute("SET ROLE rjhub_app")

    def book(self, key: str) -> Any:
        return next(book for book in self.books if book.story.key == key)


@pytest.fixture(scope="module")
def written(django_db_setup: None, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock(), transaction.atomic():
        yield Written(clock.now())
        transaction.set_rollback(True)

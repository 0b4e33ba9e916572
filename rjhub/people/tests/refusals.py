"""What the database refuses, without breaking the transaction of the test."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, transaction


@contextmanager
def the_database_refuses(why: str) -> Iterator[None]:
    """Whatever happens inside must be refused by PostgreSQL itself, for this reason."""
    with pytest.raises(DatabaseError, match=why), transaction.atomic():
        yield

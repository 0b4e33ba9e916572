"""Short forms of the proofs through pages: what nobody may know shows nowhere, and what is read is on record."""

import pytest
from django.db import connections

from rjhub.demonstration import loading
from rjhub.kernel import clock
from rjhub.proving import canaries, pairs

pytestmark = pytest.mark.usefixtures("staged")


@pytest.fixture
def staged(own_database: None) -> None:
    """The cases of the demonstration, in a database of this test's own."""
    owner = connections["owner"]
    owner.ensure_connection()
    loading.load_cases(owner.connection, at=clock.now())


def test_no_canary_is_read_by_somebody_who_may_not_nor_unlogged() -> None:
    result = canaries.prove(cases=1, most=3, every=12)
    assert result.told == []
    assert (result.stray, result.unlogged) == (0, 0)
    assert result.planted > 100
    assert result.seen > 0


def test_what_somebody_may_not_know_changes_no_answer_and_what_they_may_know_does() -> None:
    result = pairs.prove(count=1, cases=1, most=1, every=16)
    assert result.told == []
    assert result.differing == 0
    assert result.pairs > 1_000
    assert result.controls_seen == result.controls > 0

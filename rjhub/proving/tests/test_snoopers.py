"""The patterns find planted snoopers, and the proof says so where they do not."""

import pytest

from rjhub.proving import scratch, snoopers
from rjhub.server.trouble import TroubleError

pytestmark = [pytest.mark.alone, pytest.mark.usefixtures("own_database")]


def test_planted_snoopers_are_found_and_little_else() -> None:
    result = snoopers.prove(partnerships=1, cases=120, people=400, each=2, seed=3)
    assert sum(result.planted.values()) >= 8
    assert result.recall >= 0.6, snoopers.summary(result)
    assert sum(result.ordinary.values()) <= result.ordinary_days / 10
    assert any("found by the pattern" in line for line in snoopers.summary(result))


def test_nothing_is_said_where_the_log_could_not_be_taken_up() -> None:
    with scratch.owner() as other, other.transaction():
        other.execute("SELECT pg_current_xact_id()")
        with pytest.raises(TroubleError, match="Another transaction"):
            snoopers.prove(partnerships=1, cases=20, people=60, each=1, seed=3)

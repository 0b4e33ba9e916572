"""People who said no, written again in every way, are stopped or go to the hub; and a fault in the rule shows."""

import pytest

from rjhub.proving import one_connection, stops

pytestmark = pytest.mark.django_db
COUNT = 48 * 20
# Two or three mistakes at once drawn from everything: not all are seen.
NOT_ALL = {"drawn, 2", "drawn, 3"}


def test_a_record_of_somebody_who_said_no_with_one_mistake_is_stopped_or_goes_to_the_hub():
    result = stops.prove(count=COUNT, seed=1, unrelated=200, tried=5)
    assert result.variants == COUNT
    assert set(result.missed) <= NOT_ALL, stops.summary(result)
    assert (result.false_stops, result.not_the_same, result.by_the_program) == (0, 0, 5)
    assert result.false_reviews < result.unrelated / 10


def test_rules_that_look_at_names_no_more_are_noticed():
    with one_connection.behind_the_walls() as cursor:
        cursor.execute("SELECT pg_get_functiondef('keeper.alike'::regproc)")
        (text,) = cursor.fetchone()
        cursor.execute(text.replace("theirs.kind = 11", "false").replace("mine.kind < 30", "mine.kind < 10"))
        cursor.execute("SELECT pg_get_functiondef('keeper.near'::regproc)")
        (text,) = cursor.fetchone()
        cursor.execute(text.replace("WHERE keeper.near_enough(", "WHERE false AND keeper.near_enough("))
    result = stops.prove(count=240, seed=1, unrelated=0, tried=0)
    assert set(result.missed) - NOT_ALL

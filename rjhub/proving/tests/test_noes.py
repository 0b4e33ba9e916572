"""The machine of noes finds no contact after a no, finds one without each rule, and answers as the database does."""

import pytest

from rjhub.proving import noes, noes_replay, one_connection
from rjhub.proving.noes_machine import RULES

SOON = ("look_again", "joined", "alike", "two_people", "own_wish")


def test_nobody_is_contacted_after_a_no_in_the_first_orders():
    result = noes.search(20_000)
    assert result.states > 20_000
    assert result.contacts > 0
    assert result.against == 0


@pytest.mark.parametrize("rule", SOON)
def test_without_a_rule_somebody_is_contacted_after_a_no(rule):
    assert rule in RULES
    assert noes.search(200_000, without=rule).against > 0


@pytest.mark.django_db
def test_the_database_answers_as_the_machine_does():
    result = noes.Result()
    noes_replay.replay(result, traces=12, steps=10, seed=1)
    assert result.differences == []
    assert result.traces == 12
    assert result.replayed > 60


def differences(*, steps: int) -> list[str]:
    """Where the database first answers otherwise than the machine, within so many steps a trace."""
    result = noes.Result()
    for seed in range(20):
        noes_replay.replay(result, traces=2, steps=steps, seed=seed)
        if result.differences:
            break
    return result.differences


@pytest.mark.django_db
def test_a_database_that_forgets_joined_records_answers_otherwise():
    with one_connection.behind_the_walls() as cursor:
        cursor.execute("SELECT pg_get_functiondef('keeper.linked'::regproc)")
        (text,) = cursor.fetchone()
        cursor.execute(text.replace("decision = 'same'", "false"))
    assert differences(steps=10)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "forgets", ["keeper.frozen(smallint)", "keeper.put_back(uuid)"], ids=["frozen", "put back"]
)
def test_a_database_that_goes_on_after_a_restore_or_brings_nothing_back_answers_otherwise(forgets):
    with one_connection.behind_the_walls() as cursor:
        cursor.execute("SELECT pg_get_functiondef(%s::regprocedure)", [forgets])
        (text,) = cursor.fetchone()
        nothing = text.replace("OR EXISTS", "AND EXISTS").replace("IN ('no', 'kept')", "IN ('kept')")
        assert nothing != text
        cursor.execute(nothing)
    assert differences(steps=12)

"""The machine sees each fault that is planted in the rule by which something may leave."""

from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, connection
from hypothesis.stateful import run_state_machine_as_test

from rjhub.kernel.decisions import Refused
from rjhub.letters.tests.machine import LOOKING, Writing
from rjhub.people.vocabulary import Channel

pytestmark = pytest.mark.django_db

FAULTS = {
    "a no does not count": ("keeper.obstacle_to_writing", "answer <> 'clear'", "false"),
    "somebody who may be her does not count": (
        "keeper.obstacle_to_writing", "answer <> 'clear'", "answer = 'stopped'",
    ),
    "a no to one way does not count": (
        "keeper.obstacle_to_writing", "keeper.approach(p, person, by_way)", "keeper.approach(p, person, '')",
    ),
    "every way is safe": ("keeper.obstacle_to_writing", "by_way <> ALL (safe.channels)", "false"),
    "what she said long ago counts": ("keeper.obstacle_to_writing", "interval '6 months'", "interval '6 years'"),
    "what she said first counts": ("keeper.obstacle_to_writing", "confirmed_at DESC", "confirmed_at ASC"),
    "another address counts as safe": ("keeper.obstacle_to_writing", "since > safe.confirmed_at", "false"),
    "no address is needed": ("keeper.obstacle_to_writing", "since IS NULL", "false"),
    "the address that was drawn counts": ("keeper.stands_against", "l.status IN ('leaving', 'printed')", "false"),
    "only time counts": ("keeper.stands_against", "obstacle <> ''", "false"),
    "a record is made of anything": ("keeper.guard_dispatch", "obstacle <> ''", "false"),
    "a lifted no goes on": ("keeper.approach_for", "s.lifted_at IS NULL AND", ""),
}  # fmt: skip


# What chance comes to only after many tries: the shortest way to see the fault, after she was asked.
SHORTEST: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "a no does not count": [("says_no", {"record": 0, "to": None})],
    "a no to one way does not count": [("says_no", {"record": 0, "to": Channel.EMAIL})],
    "every way is safe": [("asks_her", {"ways": {Channel.LETTER}, "long_ago": False})],
    "somebody who may be her does not count": [("says_no", {"record": 2, "to": None})],
    "the address that was drawn counts": [
        ("writes", {"way": Channel.EMAIL}),
        ("its_turn_comes", {"which": 0}),
        ("another_address_that_is_safe", {"number": 1}),
    ],
    "only time counts": [("writes", {"way": Channel.EMAIL}), ("says_no", {"record": 0, "to": None})],
    "a record is made of anything": [
        ("writes", {"way": Channel.LETTER}),
        ("says_no", {"record": 0, "to": None}),
        ("a_statement_of_somebodys_own", {"which": 0}),
    ],
    "a lifted no goes on": [("says_no", {"record": 0, "to": None}), ("asks_to_hear_again", {"which": 0})],
}


def goes(way: list[tuple[str, dict[str, Any]]]) -> None:
    """Do one thing after another, and compare after each."""
    machine = Writing()
    try:
        machine.she_was_asked(long_ago=False)
        for happens, how in way:
            getattr(machine, happens)(**how)
            machine.the_database_says_what_she_said()
    finally:
        machine.teardown()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_rule_is_seen(fault: str, behind_the_walls: Any, monkeypatch: Any) -> None:
    # Only the rule stands between: what a no stops at once would hide that it does not count later.
    monkeypatch.setattr("rjhub.letters.queries.open_letters_to", lambda _: [])
    shows = partial(run_state_machine_as_test, Writing, settings=LOOKING)
    if fault in SHORTEST:
        shows = partial(goes, SHORTEST[fault])
        shows()  # as it should be, nothing is wrong on this way
    name, says, with_fault = FAULTS[fault]
    with behind_the_walls() as cursor:
        cursor.execute("SELECT pg_get_functiondef(%s::regproc)", [name])
        ((body,),) = cursor.fetchall()
        assert says in body
        cursor.execute("SET LOCAL ROLE rjhub_keeper")
        cursor.cursor.execute(body.replace(says, with_fault))  # no door is open: nothing is read
    assert connection.in_atomic_block
    with pytest.raises((AssertionError, ValueError, DatabaseError, Refused)):
        shows()

"""What the shipped agreements are held against is what the program asks for."""

import pytest

from rjhub.cases.actions import access
from rjhub.partnership.agreement.tests.test_shipped import SCOPES
from rjhub.people.actions import linking
from rjhub.referrals.actions import letting_in
from rjhub.sharing.actions.granting import Scope
from rjhub.sharing.vocabulary import Side

FOLLOWED = letting_in.follow((Side.HARMED, Side.RESPONSIBLE, Side.NEUTRAL))


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("access.COORDINATE", access.COORDINATE),
        ("access.COORDINATE", letting_in.COORDINATE),
        ("access.FACILITATE", access.FACILITATE),
        ("access.SUPERVISE", access.SUPERVISE),
        ("access.ANSWER_FOR", access.ANSWER_FOR),
        ("letting_in.TAKE_IN", letting_in.TAKE_IN),
        ("letting_in.follow, it", FOLLOWED[0]),
        ("letting_in.follow, them", FOLLOWED[1]),
        ("linking._SCOPE", linking._SCOPE),
    ],
)
def test_the_table_of_scopes_says_what_is_asked_for(name: str, asked: Scope) -> None:
    listed = next(scope for scope in SCOPES if scope.name == name)
    assert listed.purpose == asked.purpose
    assert {side.value for side in listed.sides} == {side.value for side in asked.sides}
    assert {one.value for one in listed.categories} == {one.value for one in asked.categories}

"""A crawl is whole when every route answered, and asks as somebody of every role."""

import pytest

from rjhub.proving import canaries, choosing, programs, routing, staging
from rjhub.proving.routing import Reached
from rjhub.proving.sending import WORDS, WRONG


def _all_but(address: str) -> Reached:
    reached = Reached()
    for one in routing.addresses([]):
        for sent in (False, True):
            reached.note(one, sent=sent, status=405 if one == address else 200)
    return reached


def test_every_route_has_an_address_and_what_ends_a_session_comes_last() -> None:
    assert _all_but("").names() == routing.names()
    last = routing.addresses([])[-3:]
    assert last == ["/account/sessions/1/ending", "/account/sessions/ending", "/account/sign-out"]


def test_a_route_that_is_left_out_fails_the_proof() -> None:
    missed = sorted(routing.names() - _all_but("/people").names())
    assert missed == ["people:search"]
    found = canaries.Result(seen=1, missed=missed)
    assert canaries.fails(found, whole=True)
    assert not canaries.fails(found, whole=False)
    assert not canaries.fails(canaries.Result(seen=1), whole=True)


def test_of_two_routes_at_one_address_neither_counts_before_both_are_used() -> None:
    reached = Reached()
    reached.note("/api/v1/referrals?box=sent", sent=False, status=200)
    assert reached.names() == set()
    reached.note("/api/v1/referrals", sent=True, status=422)
    assert reached.names() == {"api:referrals", "api:send"}


def test_a_route_that_turns_everybody_away_is_told() -> None:
    reached = Reached()
    reached.note("/people", sent=False, status=404)
    assert reached.shut() == {"people:search"}
    reached.note("/people", sent=True, status=200)
    assert reached.shut() == set()


@pytest.mark.django_db
def test_somebody_of_every_role_on_every_side_is_asked_however_few_are_wanted() -> None:
    everybody = staging.members()
    chosen = choosing.choose(everybody, 1, of=lambda one: one, knows=lambda _: 0)
    assert choosing.every_role(chosen) == choosing.every_role(everybody)
    assert len(chosen) < len(everybody)


def test_a_program_sends_nonsense_and_the_first_and_last_of_each_choice() -> None:
    said = {
        "type": "object",
        "properties": {
            "kind": {"enum": ["held", "refused"]},
            "people": {"type": "array", "items": {"$ref": "#/components/schemas/Person"}},
        },
    }
    person = {"type": "object", "properties": {"who": {"type": "object"}}}
    body = {"post": {"requestBody": {"content": {"application/json": {"schema": said}}}}}
    schema = {"paths": {"/api/v1/x/{id}": body}, "components": {"schemas": {"Person": person}}}
    asked = {"items": [{"page": "people (harmed): who", "name": "last", "needed": True, "choices": []}]}
    wrong, first, last = programs.described(schema, asked).bodies("/api/v1/x/1")
    assert wrong["kind"] == WRONG
    assert (first["kind"], last["kind"]) == ("held", "refused")
    assert first["people"] == [{"who": {"last": WORDS}}]

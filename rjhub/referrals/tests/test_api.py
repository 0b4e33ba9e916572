"""A referral that a program sends is checked as the form checks it, and is sent once."""

from copy import deepcopy
from typing import Any
from uuid import uuid4

import pytest

from rjhub.people.tests.factories import at_work, member
from rjhub.referrals.models import Referral
from rjhub.referrals.tests.factories import a_referral
from rjhub.tokens.tests.programs import program_of

pytestmark = pytest.mark.django_db
POLICE, HUB, PROBATION = "Dean Whitlock", "Marian Okafor", "Adaeze Obi"
KYLE = {
    "side": "responsible",
    "who": {"given_name": "Kyle", "family_name": "Marsden", "born_on": "1997-06-30"},
    "contact": {"known": "yes", "channels": ["phone"], "mobile": "07700 900102", "voicemail": "never"},
    "agreed": {"agrees_to_contact": "yes", "agrees_to_assessment": "yes", "told": "yes"},
}
SAID: dict[str, Any] = {
    "circumstances": {
        "source": "police", "raised_by": "police", "initiator": "responsible", "aware": "not_known",
        "agreeable": "not_known",
    },
    "happened": {
        "crime_group": "burglary_residential", "description": "A break-in.", "when": "not_known",
        "district": "Worthing",
    },
    "people": [KYLE],
    "risks": {"harmed_kinds": ["none-of-these"], "responsible_kinds": ["none-of-these"]},
}  # fmt: skip


def sent(said: Any, key: Any = None, name: str = POLICE) -> Any:
    return program_of(name).post("/referrals", said, key or uuid4())


def test_what_is_asked_can_be_looked_up_and_answered() -> None:
    items = program_of(POLICE).get("/referrals/questions").json()["items"]
    pages = {one["page"] for one in items}
    assert {"circumstances", "happened", "risks", "people (harmed): who", "people (harmed): contact"} <= pages
    of_probation = program_of(PROBATION).get("/referrals/questions").json()["items"]
    assert "people (harmed): contact" not in {one["page"] for one in of_probation}


def test_sending_twice_makes_one() -> None:
    key = uuid4()
    first, second = sent(SAID, key), sent(SAID, key)
    assert first.status_code == 200, first.content
    assert first.json() == second.json()
    with at_work(member(POLICE)):
        found = Referral.objects.get(reference=first.json()["reference"])
        assert found.referred_by_id == member(POLICE).id
    assert sent(SAID).json()["reference"] != first.json()["reference"]


def test_it_stands_in_the_lists_of_its_sender_and_of_the_hub() -> None:
    reference = sent(SAID).json()["reference"]
    for name, box in ((POLICE, "sent"), (HUB, "received")):
        program = program_of(name)
        (line,) = [
            one for one in program.get("/referrals", box=box).json()["items"] if one["reference"] == reference
        ]
        assert line["people"] == [{"side": "responsible", "name": "Kyle Marsden"}]
        assert program.get(f"/referrals/{reference}").json()["incidents"][0]["description"]
    assert program_of(PROBATION).get(f"/referrals/{reference}").status_code == 404
    assert program_of(POLICE).get("/referrals", box="received").status_code == 403


def test_pages_follow_each_other() -> None:
    made = {a_referral().reference for _ in range(3)}
    program = program_of(POLICE)
    first = program.get("/referrals", limit=2).json()
    rest = program.get("/referrals", limit=2, after=first["next"]).json()
    assert {one["reference"] for one in first["items"] + rest["items"]} == made
    assert rest["next"] == ""


@pytest.mark.parametrize(
    ("place", "value", "where"),
    [
        (("people",), [], "people"),
        (("people", 0, "who", "family_name"), "", "responsible-1-who.family_name"),
        (("people", 0, "who", "born_on"), "30.6.1997", "responsible-1-who.born_on"),
        (("people", 0, "who", "nickname"), "x", "responsible-1-who.nickname"),
        (("circumstances", "source"), "nowhere", "circumstances.source"),
        (("happened", "description"), "a\x00b", "body.said.happened.description"),
        (("risks", "harmed_kinds"), [], "risks.harmed_kinds"),
    ],
)
def test_what_makes_no_sense_is_told_with_its_place(place: tuple[Any, ...], value: Any, where: str) -> None:
    said = deepcopy(SAID)
    *way, last = place
    inside: Any = said
    for step in way:
        inside = inside[step]
    inside[last] = value
    answer = sent(said)
    assert answer.status_code == 422
    assert any(one["where"].startswith(where) for one in answer.json()["errors"]), answer.content


def test_without_a_key_nothing_is_sent() -> None:
    assert program_of(POLICE).post("/referrals", SAID).status_code == 422


def test_whoever_may_not_refer_cannot_by_a_program_either() -> None:
    answer = sent(SAID, name="Imogen Farrant")
    assert answer.status_code == 403
    assert "does not include making referrals" in answer.json()["detail"]


def test_probation_cannot_send_how_to_reach_a_person_harmed() -> None:
    alice = {
        "side": "harmed",
        "who": {"given_name": "Alice", "family_name": "Fenwick"},
        "contact": {"known": "yes", "channels": ["phone"], "mobile": "07700 900101"},
        "agreed": {"agrees_to_contact": "yes", "agrees_to_assessment": "yes", "told": "yes"},
    }
    answer = sent(SAID | {"people": [alice]}, name=PROBATION)
    assert answer.status_code == 422
    assert any(one["where"] == "harmed-1-contact" for one in answer.json()["errors"])

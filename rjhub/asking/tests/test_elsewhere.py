"""Asking another partnership: the key, what is encoded, the two answers, and who hears of it."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction

from rjhub.asking import elsewhere
from rjhub.asking.actions import elsewhere as actions
from rjhub.asking.keys import Asked
from rjhub.asking.tests.factories import DARREN, NOBODY, ROSA, typed
from rjhub.kernel.decisions import Conflict, Refused
from rjhub.kernel.ids import new_id
from rjhub.people.tests.factories import NOW, at_work, darren, member, rosa, signed_in
from rjhub.sharing.actions.shutting import seal

pytestmark = pytest.mark.django_db
HUB, POLICE, PROBATION, VICTIM_SUPPORT = "Marian Okafor", "Dean Whitlock", "Adaeze Obi", "Esther Lindqvist"
OTHER_HUB = "Judith Arkwright"
ADDRESS = "/before-you-approach/other-areas"


def agreed() -> UUID:
    """A key that Hertfordshire proposed and Sussex agreed to."""
    other = member(HUB).partnership_id
    with at_work(member(OTHER_HUB)) as judith:
        key = actions.propose_key(other, by=judith)
    with at_work(member(HUB)) as marian:
        actions.agree_key(key, by=marian)
    return key


@pytest.fixture
def people() -> Any:
    with at_work(member(HUB)) as marian:
        return rosa(marian), darren(marian)


@pytest.fixture
def key(people: Any) -> UUID:
    made = agreed()
    actions.encode_everywhere()
    return made


def asks(name: str, asked: Asked) -> set[str]:
    with at_work(member(name)) as staff:
        _, answers = actions.ask_elsewhere(asked, by=staff)
    return {answer.value for answer in answers.values()}


def stands(name: str) -> list[elsewhere.Between]:
    with at_work(member(name)):
        return [one for one in elsewhere.betweens() if one.id]


@pytest.mark.parametrize(
    "asked",
    [
        DARREN,
        replace(DARREN, family_name="Pyke"),
        replace(DARREN, given_name="Pike", family_name="Darren"),
        replace(DARREN, given_name="Daz"),
        replace(DARREN, born_on=None, postcode="BN7 1AA"),
        ROSA,
        replace(ROSA, born_on=date(1991, 7, 4)),
        replace(ROSA, born_on=date(1960, 1, 30), postcode="BN1 1AA"),
    ],
)
def test_another_area_says_to_ring_about_somebody_whom_it_knows(key: UUID, asked: Asked) -> None:
    assert asks(OTHER_HUB, asked) == {"ring"}


@pytest.mark.parametrize(
    "asked",
    [
        NOBODY,
        replace(DARREN, given_name="Kelvin", born_on=date(1961, 2, 3)),
        replace(ROSA, family_name="Oyelaran"),
    ],
)
def test_another_area_knows_nothing_of_somebody_else(key: UUID, asked: Asked) -> None:
    assert asks(OTHER_HUB, asked) == {"nothing"}


def test_without_a_key_nobody_is_asked(people: Any) -> None:
    assert asks(OTHER_HUB, DARREN) == set()


def test_a_key_counts_once_both_registers_are_encoded(people: Any) -> None:
    agreed()
    assert asks(OTHER_HUB, DARREN) == set()
    actions.encode_everywhere()
    assert asks(OTHER_HUB, DARREN) == {"ring"}


def test_somebody_who_came_later_is_found_after_the_next_turn(key: UUID) -> None:
    with at_work(member(OTHER_HUB)) as judith:
        darren(judith)
    assert asks(POLICE, DARREN) == {"nothing"}
    actions.encode_everywhere()
    assert asks(POLICE, DARREN) == {"ring"}


def test_a_sealed_file_is_told_to_nobody(key: UUID, people: Any) -> None:
    with at_work(member(HUB)) as marian:
        seal(people[1].file, because="Exceptional", by=marian, at=NOW)
    assert asks(OTHER_HUB, DARREN) == {"nothing"}


def test_an_agency_of_one_side_learns_nothing_of_the_other_and_the_hub_hears_of_it(
    behind_the_walls: Any,
) -> None:
    with at_work(member(OTHER_HUB)) as judith:
        known = rosa(judith)
    agreed()
    actions.encode_everywhere()
    assert (asks(PROBATION, ROSA), asks(VICTIM_SUPPORT, ROSA)) == ({"nothing"}, {"ring"})
    with at_work(member(OTHER_HUB)):
        heard = elsewhere.heard(days=30, most=10)
    assert {one.answer: one.found for one in heard} == {"nothing": [known.id], "ring": [known.id]}
    answer = signed_in(OTHER_HUB).get(f"{ADDRESS}/to-the-hub").content.decode()
    assert "Ring the hub of Sussex" in answer
    (waiting,) = [one for one in heard if one.answer == "nothing"]
    signed_in(OTHER_HUB).post(f"{ADDRESS}/{waiting.id}/{waiting.between_id}/settling")
    assert "Settled" in signed_in(OTHER_HUB).get(f"{ADDRESS}/to-the-hub").content.decode()
    with at_work(member(OTHER_HUB)) as judith, pytest.raises(Refused):
        actions.settle_elsewhere(waiting.id, waiting.between_id, by=judith)


def test_what_is_no_longer_said_of_somebody_is_not_encoded_any_more(key: UUID, behind_the_walls: Any) -> None:
    with behind_the_walls() as cursor:
        cursor.execute("UPDATE people_person SET given_name = '', family_name = 'Erased', born_on = NULL")
        cursor.execute("SELECT count(*) FROM keeper.between_encoding")
        assert cursor.fetchone()[0] == 0


def test_nobody_agrees_to_what_their_own_area_proposed(people: Any) -> None:
    with at_work(member(HUB)) as marian:
        key = actions.propose_key(member(OTHER_HUB).partnership_id, by=marian)
    for name in (HUB, "Leila Haddad"):
        with at_work(member(name)) as staff, pytest.raises(Refused):
            actions.agree_key(key, by=staff)


def test_one_human_being_who_works_in_both_areas_does_not_agree_with_themselves(
    people: Any, behind_the_walls: Any
) -> None:
    with at_work(member(HUB)) as marian:
        key = actions.propose_key(member(OTHER_HUB).partnership_id, by=marian)
    with behind_the_walls() as cursor:
        cursor.execute(
            "UPDATE keeper.between SET proposed_by = %s WHERE id = %s", [member(OTHER_HUB).id, key]
        )
    with at_work(member(OTHER_HUB)) as judith, pytest.raises(Refused):
        actions.agree_key(key, by=judith)


def test_only_coordinators_agree_keys_and_hear(people: Any) -> None:
    with at_work(member(POLICE)) as staff:
        with pytest.raises(Refused):
            actions.propose_key(member(OTHER_HUB).partnership_id, by=staff)
        for refused in (
            lambda: elsewhere.propose(new_id(), member(OTHER_HUB).partnership_id),
            elsewhere.betweens,
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                refused()
        with pytest.raises(ProgrammingError), transaction.atomic():
            elsewhere.heard(days=1, most=1)


def test_one_proposal_at_a_time(people: Any) -> None:
    with at_work(member(HUB)) as marian:
        actions.propose_key(member(OTHER_HUB).partnership_id, by=marian)
        with pytest.raises(Conflict):
            actions.propose_key(member(OTHER_HUB).partnership_id, by=marian)


def test_a_new_key_takes_over_and_nothing_is_left_of_the_old_one(key: UUID, behind_the_walls: Any) -> None:
    new = agreed()
    assert asks(OTHER_HUB, DARREN) == {"ring"}
    actions.encode_everywhere()
    assert [one.id for one in stands(HUB)] == [new]
    assert asks(OTHER_HUB, DARREN) == {"ring"}
    with behind_the_walls() as cursor:
        cursor.execute("SELECT id FROM vault.between_key")
        assert cursor.fetchall() == [(new,)]
        cursor.execute("SELECT DISTINCT between_id FROM keeper.between_encoding")
        assert cursor.fetchall() == [(new,)]


def test_either_side_ends_it_at_once(key: UUID) -> None:
    with at_work(member(OTHER_HUB)) as judith:
        actions.end_key(key, by=judith)
    assert (asks(OTHER_HUB, DARREN), stands(HUB)) == (set(), [])


def test_one_key_says_nothing_about_what_another_encoded(key: UUID, behind_the_walls: Any) -> None:
    """The same record by two keys has no more bits in common than any two records."""
    with behind_the_walls() as cursor:
        cursor.execute("SELECT vault.make_between_key(%s)", [other := new_id()])
        cursor.execute(
            "WITH said AS (SELECT * FROM keeper.between_tokens('Darren', 'Pike', '1988-11-23', NULL)), "
            "made AS (SELECT vault.encoded(%s, tokens, times, false) AS one, "
            "vault.encoded(%s, tokens, times, false) AS two FROM said) "
            "SELECT 2.0 * bit_count(one & two) / (bit_count(one) + bit_count(two)) FROM made",
            [key, other],
        )
        assert cursor.fetchone()[0] < 0.45


@pytest.mark.parametrize("name", [HUB, PROBATION])
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM keeper.between",
        "SELECT * FROM keeper.between_encoding",
        "SELECT * FROM keeper.between_question",
        "SELECT * FROM vault.between_key",
        "SELECT vault.encoded(gen_random_uuid(), '{}', '{}', false)",
        "SELECT * FROM keeper.alike_between(gen_random_uuid(), 1::smallint, 'both', '{}', '', NULL, NULL)",
        "SELECT keeper.forget_between(gen_random_uuid())",
        "SELECT keeper.encode_between(1)",
    ],
)
def test_neither_keys_nor_encodings_are_read_or_made_by_anybody_at_work(name: str, statement: str) -> None:
    with at_work(member(name)), pytest.raises(ProgrammingError), transaction.atomic():
        connection.cursor().execute(statement)


def test_the_question_is_on_record_in_both_areas(key: UUID, behind_the_walls: Any) -> None:
    asks(OTHER_HUB, DARREN)
    with behind_the_walls() as cursor:
        cursor.execute(
            "SELECT tag, partnership_id, staff_id FROM audit_entry WHERE tag LIKE 'asking:question:%' ORDER BY tag"
        )
        rows = cursor.fetchall()
    judith, marian = member(OTHER_HUB), member(HUB)
    assert rows == [
        ("asking:question:answer_elsewhere", marian.partnership_id, None),
        ("asking:question:ask_elsewhere", judith.partnership_id, judith.id),
    ]


def test_whoever_asks_too_much_is_not_answered_and_no_hub_hears_of_it(
    key: UUID, behind_the_walls: Any
) -> None:
    asks(OTHER_HUB, NOBODY)
    with behind_the_walls() as cursor:
        cursor.execute(
            "INSERT INTO keeper.between_question SELECT gen_random_uuid(), between_id, asked_in, asked_of, staff_id, "
            "agency_id, at, given, digest, answer, found FROM keeper.between_question, generate_series(1, 19)"
        )
    assert asks(OTHER_HUB, DARREN) == {"limited"}
    answer = signed_in(OTHER_HUB).post(ADDRESS, typed(DARREN))
    assert (answer.status_code, "too many questions" in answer.content.decode()) == (429, True)
    with at_work(member(HUB)):
        assert {one.answer for one in elsewhere.heard(days=1, most=50)} == {"nothing"}


def test_the_pages_of_a_hit_that_may_not_be_told_and_of_none_are_the_same(behind_the_walls: Any) -> None:
    with at_work(member(OTHER_HUB)) as judith:
        rosa(judith)
    agreed()
    actions.encode_everywhere()
    first, second = (
        signed_in(PROBATION).post(ADDRESS, typed(asked), follow=True).content.decode()
        for asked in (ROSA, NOBODY)
    )
    assert "Nothing known" in first
    assert len(first) == len(second)


def test_a_coordinator_agrees_on_the_page(people: Any) -> None:
    other, own = member(OTHER_HUB).partnership_id, member(HUB).partnership_id
    assert "Propose to" in signed_in(OTHER_HUB).get(f"{ADDRESS}/keys").content.decode()
    signed_in(OTHER_HUB).post(f"{ADDRESS}/keys/{own}")
    assert "They have not answered" in signed_in(OTHER_HUB).get(f"{ADDRESS}/keys").content.decode()
    (proposed,) = [one for one in stands(HUB) if one.other == other]
    assert "Agree with" in signed_in(HUB).get(f"{ADDRESS}/keys").content.decode()
    signed_in(HUB).post(f"{ADDRESS}/keys/{proposed.id}/agreement")
    actions.encode_everywhere()
    assert "You can ask each other since" in signed_in(HUB).get(f"{ADDRESS}/keys").content.decode()
    answer = signed_in(OTHER_HUB).post(ADDRESS, typed(DARREN), follow=True).content.decode()
    assert "Ring the hub before you approach them" in answer
    assert "Pike" not in answer
    signed_in(HUB).post(f"{ADDRESS}/keys/{proposed.id}/ending")
    assert "no other area to ask yet" in signed_in(OTHER_HUB).post(ADDRESS, typed(DARREN)).content.decode()


@pytest.mark.parametrize("said", [{"family_name": "Pike"}, {"given_name": "Darren", "postcode": "BN1 1AA"}])
def test_too_little_is_no_question(key: UUID, said: dict[str, str]) -> None:
    assert "There is a problem" in signed_in(OTHER_HUB).post(ADDRESS, said).content.decode()

"""Looking for other records of a person: who is found, how likely, and who is told."""

import math
from datetime import date
from typing import Any

import pytest
from django.db import connection

from rjhub.matching import queries, scoring
from rjhub.matching.actions import looking
from rjhub.matching.models import Pair
from rjhub.matching.tests.factories import like_rosa, look, odds
from rjhub.matching.vocabulary import Because, Caution, Compared, State
from rjhub.partnership.models import Staff
from rjhub.people.tests import factories
from rjhub.people.vocabulary import ContactKind, IdentifierKind, SamePerson
from rjhub.sharing.actions.granting import Granted, Scope
from rjhub.sharing.vocabulary import Category, Purpose, Side

pytestmark = pytest.mark.django_db
PNC = ((IdentifierKind.PNC, "2001/0171310W"),)


def level(pair: Pair, of: Compared) -> int | None:
    found: int | None = pair.levels[list(Compared).index(of)]
    return found


def test_somebody_who_agrees_in_everything_is_surely_found(marian: Staff) -> None:
    rosa, again = factories.rosa(marian), factories.rosa(marian)
    (pair,) = look(rosa)
    assert {pair.first_id, pair.second_id} == {rosa.id, again.id}
    assert queries.weighing_of(marian.partnership_id).called(pair.odds) == "certain"
    assert level(pair, Compared.TELEPHONE) == 0


def test_the_weights_of_a_pair_are_those_of_the_model_and_add_up(marian: Staff) -> None:
    rosa = factories.rosa(marian)
    other = like_rosa(marian, given_name="Rose", contact={})
    weighing = queries.weighing_of(marian.partnership_id)
    (found,) = looking.candidates_of(rosa, weighing, only=other)
    assert math.isclose(sum(found.scored.bits), found.scored.weight)
    assert found.scored.bits[2] == weighing.bits[Compared.BORN][0]
    assert found.scored.levels[5:] == (None, None, None, None)


def test_the_same_name_and_birthday_is_likelier_than_the_name_alone(marian: Staff) -> None:
    rosa = factories.rosa(marian)
    near, far = like_rosa(marian, contact={}), like_rosa(marian, contact={}, born_on=date(1960, 9, 30))
    assert odds(rosa, near) > odds(rosa, far)


def test_the_same_street_alone_finds_nobody_and_is_another_address(marian: Staff) -> None:
    mill_lane = {"contact": {ContactKind.ADDRESS: "12 Mill Lane\nLewes"}}
    rosa = like_rosa(marian, **mill_lane)
    stranger = {"given_name": "Ida", "family_name": "Quint", "born_on": date(1970, 2, 3)}
    neighbour = like_rosa(marian, **stranger, contact={ContactKind.ADDRESS: "14 Mill Lane\nHove"})
    tenant = like_rosa(marian, **stranger, **mill_lane)
    weighing = queries.weighing_of(marian.partnership_id)
    assert [one.scored.person_id for one in looking.candidates_of(rosa, weighing)] == [tenant.id]
    for other, same in ((neighbour, 1), (tenant, 0)):
        (found,) = looking.candidates_of(rosa, weighing, only=other)
        assert found.scored.level(Compared.ADDRESS) == same


def test_a_former_name_is_compared_too(marian: Staff) -> None:
    from rjhub.people.actions import naming
    from rjhub.people.vocabulary import NameKind

    rosa = factories.rosa(marian)
    married = like_rosa(marian, family_name="Quint", contact={})
    before = odds(rosa, married)
    naming.add_other_name(
        married, kind=NameKind.FORMER, given_name="Rosa", family_name="Delacroix", by=marian
    )
    assert odds(rosa, married) > before


def test_only_coordinators_are_told(marian: Staff) -> None:
    esther = factories.victim_worker()
    rosa, _ = factories.rosa(marian, esther), factories.rosa(marian, esther)
    weighing = queries.weighing_of(marian.partnership_id)
    assert looking.candidates_of(rosa, weighing)
    with factories.at_work(esther):
        assert looking.candidates_of(rosa, weighing) == []


def test_a_record_of_another_hub_is_not_told_to_a_coordinator(marian: Staff) -> None:
    tomasz = factories.member("Tomasz Zielinski")
    with factories.at_work(tomasz):
        factories.rosa(tomasz)
    rosa = factories.rosa(marian)
    assert look(rosa) == []
    with connection.cursor() as cursor:
        # Not by the number of it, either: who asks the database itself is told of no record that they do not see.
        cursor.execute("SELECT count(*) FROM keeper.match_candidates(%s, '{}', NULL, 500)", [rosa.id])
        assert cursor.fetchone() == (0,)


def test_that_two_share_a_telephone_is_told_only_to_who_may_know_it_of_both(marian: Staff) -> None:
    rosa = factories.rosa(marian)
    narrow = Scope(purpose=Purpose.COORDINATE, categories=(Category.IDENTITY,))
    esther = factories.victim_worker()
    with factories.at_work(esther):
        told = factories.Particulars(given_name="Ida", family_name="Quint")
        ida = factories.add_person(
            partnership_id=marian.partnership_id, side=Side.HARMED, particulars=told, by=esther, at=factories.NOW,
            contact={ContactKind.MOBILE: "07700 900321"},
            granted=[Granted(factories.hubs_of(marian), narrow), factories.known_to(esther)],
        )  # fmt: skip
    weighing = queries.weighing_of(marian.partnership_id)
    assert [one.scored.person_id for one in looking.candidates_of(rosa, weighing)] == []
    (found,) = looking.candidates_of(rosa, weighing, only=ida)
    assert found.scored.level(Compared.TELEPHONE) is None
    whole = like_rosa(marian, given_name="Ida", family_name="Quint", born_on=None)
    (found,) = looking.candidates_of(rosa, weighing, only=whole)
    assert found.scored.level(Compared.TELEPHONE) == 0


def test_twins_are_pointed_out_and_never_likely(marian: Staff) -> None:
    rosa = factories.rosa(marian)
    twin = like_rosa(marian, given_name="Imogen", contact=factories.ROSA["contact"])
    weighing = queries.weighing_of(marian.partnership_id)
    pair = looking.compare(rosa, twin, by=marian, at=factories.NOW)
    assert Caution.TWINS in pair.cautions
    assert pair.odds < weighing.threshold("likely").odds


def test_parent_and_child_of_one_name_are_pointed_out(marian: Staff) -> None:
    rosa = factories.rosa(marian)
    mother = like_rosa(marian, born_on=date(1962, 8, 19), contact=factories.ROSA["contact"])
    assert Caution.JUNIOR in looking.compare(rosa, mother, by=marian, at=factories.NOW).cautions


def test_numbers_that_differ_sides_that_differ_and_new_years_day_are_pointed_out(marian: Staff) -> None:
    one = factories.a_person(
        marian, side=Side.RESPONSIBLE, given_name="Al", family_name="Pyke", born_on=date(1990, 1, 1), identifiers=PNC
    )  # fmt: skip
    other = factories.a_person(
        marian, given_name="Al", family_name="Pyke", born_on=date(1990, 1, 1),
        identifiers=((IdentifierKind.PNC, "1998/0654321J"),),
    )  # fmt: skip
    cautions = looking.compare(one, other, by=marian, at=factories.NOW).cautions
    assert {Caution.NUMBERS, Caution.OTHER_SIDE, Caution.ONLY_YEAR} <= set(cautions)


def test_letters_of_another_alphabet_are_pointed_out(marian: Staff) -> None:
    rosa = factories.rosa(marian)
    other = like_rosa(marian, family_name="Del\u0430croix")
    pair = looking.compare(rosa, other, by=marian, at=factories.NOW)
    assert Caution.LETTERS in pair.cautions
    assert level(pair, Compared.LAST_NAME) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Unknown", "Unknown"), ("", "Baby"), ("baby", "Delacroix"), ("😀", "😀"), ("", "X"),
        ("\u0416" * 80, "\u0416" * 80), ("'", "%"),
    ],
    ids=["unknown", "baby", "baby of somebody", "emoji", "a letter", "long", "signs"],
)  # fmt: skip
def test_names_that_say_nothing_find_nobody_and_break_nothing(marian: Staff, names: tuple[str, str]) -> None:
    first, last = names
    said = {"given_name": first, "family_name": last, "born_on": date(1980, 1, 1), "contact": {}}
    one, _ = like_rosa(marian, **said), like_rosa(marian, **said)
    weighing = queries.weighing_of(marian.partnership_id)
    assert all(
        found.odds < weighing.threshold("certain").odds for found in looking.candidates_of(one, weighing)
    )


def test_a_key_that_too_many_share_finds_nobody_and_a_rarer_one_still_does(
    marian: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "MOST_OF_A_KEY", 3)
    many = [like_rosa(marian, contact={}, born_on=date(1950 + n, 3, 9)) for n in range(5)]
    like_rosa(marian, contact={}, born_on=date(1950, 3, 9))
    weighing = queries.weighing_of(marian.partnership_id)
    found = looking.candidates_of(many[0], weighing)
    assert [one.scored.born_on for one in found] == [date(1950, 3, 9)]


def test_looking_again_keeps_one_pair_and_what_was_decided(marian: Staff) -> None:
    rosa, again = factories.rosa(marian), factories.rosa(marian)
    (pair,) = look(rosa)
    Pair.objects.filter(id=pair.id).update(state=State.DIFFERENT)
    look(again)
    assert [one.state for one in Pair.objects.all()] == [State.DIFFERENT]


def test_what_a_hub_decided_before_counts_for_a_pair_that_is_found_later(marian: Staff) -> None:
    from rjhub.people.actions import linking

    rosa, again = factories.rosa(marian), factories.rosa(marian)
    linking.decide_link(
        rosa, again, decision=SamePerson.NOT_SURE, why="Rang her", by=marian, at=factories.NOW
    )
    (pair,) = look(rosa)
    assert pair.state == State.NOT_SURE


def test_at_night_relatives_are_not_proposed(marian: Staff) -> None:
    rosa = factories.rosa(marian)
    like_rosa(marian, given_name="Imogen", contact=factories.ROSA["contact"])
    assert look(rosa, Because.NIGHT) == []


def test_nobody_but_coordinators_sees_a_pair(marian: Staff) -> None:
    esther = factories.victim_worker()
    rosa, _ = factories.rosa(marian, esther), factories.rosa(marian, esther)
    look(rosa)
    assert Pair.objects.count() == 1
    with factories.at_work(esther):
        assert Pair.objects.count() == 0


def test_the_look_of_the_database_answers_nobody_without_a_door(behind_the_walls: Any, marian: Staff) -> None:
    rosa = factories.rosa(marian)
    with behind_the_walls() as cursor:
        cursor.execute("SELECT set_config('app.reader', '', true)")
        cursor.execute("SELECT count(*) FROM keeper.match_candidates(%s, '{}', NULL, 500)", [rosa.id])
        assert cursor.fetchone() == (0,)

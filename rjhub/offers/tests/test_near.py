"""Who said no and is written with two mistakes at once waits for the hub, which can say that it is somebody else."""

from datetime import date

import pytest

from rjhub.kernel import clock
from rjhub.offers import queries
from rjhub.offers.tests.test_noes import erased, says_no
from rjhub.people import approach
from rjhub.people.actions import linking, stopping
from rjhub.people.tests import factories
from rjhub.people.vocabulary import Approach, SamePerson

pytestmark = pytest.mark.django_db
TWICE = {"given_name": "Rpsa", "family_name": "Dellacrox", "born_on": date(1991, 4, 17)}


def kept_of(person, looking):
    with looking() as cursor:
        cursor.execute("SELECT count(*) FROM keeper.no_trait WHERE person_id = %s", [person.id])
        return cursor.fetchone()[0]


def test_whoever_is_written_with_two_mistakes_waits_for_the_hub_until_it_knows_better(marian):
    rosa = factories.rosa(marian)
    says_no(rosa, marian)
    again = factories.a_person(marian, **TWICE)
    assert approach.may_be_approached(again.id) is Approach.UNSURE
    assert queries.near_noes(again) == [rosa]
    assert again in queries.to_review()
    linking.decide_link(rosa, again, decision=SamePerson.DIFFERENT, why="Met her", by=marian, at=clock.now())
    assert approach.may_be_approached(again.id) is Approach.CLEAR


@pytest.mark.parametrize(
    "written",
    [
        {"family_name": "Quint", "born_on": date(1991, 4, 25)},
        {"family_name": "Quint", "born_on": date(1991, 12, 7)},
        {"family_name": "Delacroix", "born_on": date(1990, 11, 30)},
    ],
    ids=["married-another-day", "married-another-month", "next-to-nothing-of-the-birth"],
)
def test_a_first_name_or_a_rare_name_and_part_of_a_birth_are_enough_for_the_hub_to_look(marian, written):
    says_no(factories.rosa(marian), marian)
    again = factories.a_person(marian, given_name="Rosa", **written)
    assert approach.may_be_approached(again.id) is Approach.UNSURE


def test_a_brother_whose_birth_agrees_in_part_is_nobody_who_said_no(marian):
    says_no(
        factories.a_person(marian, given_name="Rosa", family_name="Smith", born_on=date(1991, 4, 7)), marian
    )
    brother = factories.a_person(marian, given_name="Darren", family_name="Smith", born_on=date(1991, 4, 25))
    assert approach.may_be_approached(brother.id) is Approach.CLEAR


def test_only_of_people_who_said_no_halves_of_names_are_kept(marian, behind_the_walls):
    rosa = factories.rosa(marian)
    assert kept_of(rosa, behind_the_walls) == 0
    stop = says_no(rosa, marian)
    assert kept_of(rosa, behind_the_walls) > 0
    stopping.lift_stop(stop, asked_on=clock.today(), how_they_asked="She rang", by=marian, at=clock.now())
    assert kept_of(rosa, behind_the_walls) == 0
    says_no(rosa, marian)
    erased(rosa, marian)
    assert kept_of(rosa, behind_the_walls) == 0


def test_a_record_that_is_joined_to_one_with_a_no_is_found_too(marian):
    rosa = factories.rosa(marian)
    married = factories.a_person(marian, given_name="Carla", family_name="Quint", born_on=date(1991, 4, 7))
    says_no(rosa, marian)
    like = factories.a_person(marian, given_name="Karrla", family_name="Qiunt", born_on=date(1991, 4, 8))
    assert approach.may_be_approached(like.id) is Approach.CLEAR
    linking.decide_link(rosa, married, decision=SamePerson.SAME, why="She rang", by=marian, at=clock.now())
    assert approach.may_be_approached(like.id) is Approach.UNSURE

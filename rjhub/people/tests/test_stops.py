"""A no is a no: to every agency, on every record of the person, until they themself ask otherwise."""

import random
from datetime import date, timedelta

import pytest

from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.kernel.invalid import Invalid
from rjhub.people import approach, queries
from rjhub.people.actions import linking, naming, stopping
from rjhub.people.actions.particulars import Particulars
from rjhub.people.models import Stop
from rjhub.people.tests import factories
from rjhub.people.tests.refusals import the_database_refuses
from rjhub.people.vocabulary import Approach, Channel, ContactKind, IdentifierKind, SamePerson
from rjhub.sharing.vocabulary import Category, Side

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return clock.today()


def say_no(person, by, **scope):
    at = clock.now()
    return stopping.record_stop(person, said_on=clock.day_of(at), said_to=by.agency, by=by, at=at, **scope)


def lift(stop, by, how="She rang the hub and asked to hear from us", **more):
    return stopping.lift_stop(
        stop, how_they_asked=how, by=by, at=clock.now(), **{"asked_on": clock.today()} | more
    )


def test_a_no_without_more_said_stops_every_channel_for_every_agency(marian, esther):
    rosa = factories.rosa(marian, esther)
    assert approach.may_be_approached(rosa.id) is Approach.CLEAR
    say_no(rosa, marian)
    with factories.at_work(esther):
        assert {approach.may_be_approached(rosa.id, channel) for channel in (None, *Channel)} == {
            Approach.STOPPED
        }


def test_a_no_to_the_telephone_leaves_other_ways(marian):
    rosa = factories.rosa(marian)
    say_no(rosa, marian, channel=Channel.PHONE)
    assert approach.may_be_approached(rosa.id, Channel.PHONE) is Approach.STOPPED
    assert approach.may_be_approached(rosa.id, Channel.LETTER) is Approach.CLEAR
    assert approach.may_be_approached(rosa.id) is Approach.CLEAR


def test_not_now_holds_until_the_day_they_named_and_not_on_it(marian, today, behind_the_walls):
    rosa = factories.rosa(marian)
    stop = say_no(rosa, marian, until=today + timedelta(days=1))
    assert approach.may_be_approached(rosa.id) is Approach.STOPPED
    with behind_the_walls() as cursor:
        cursor.execute("UPDATE people_stop SET until = %s, said_on = %s", [today, today - timedelta(days=9)])
    assert approach.may_be_approached(rosa.id) is Approach.CLEAR
    assert not Stop.objects.get(id=stop.id).in_force_on(today)
    assert Stop.objects.get(id=stop.id).in_force_on(today - timedelta(days=1))


def test_not_now_needs_a_day_to_come_and_a_no_cannot_be_said_tomorrow(marian, today):
    rosa = factories.rosa(marian)
    with pytest.raises(Invalid, match="future"):
        say_no(rosa, marian, until=today)
    with pytest.raises(Invalid, match="today or earlier"):
        stopping.record_stop(
            rosa, said_on=today + timedelta(days=1), said_to=marian.agency, by=marian, at=clock.now()
        )


def test_only_the_persons_own_wish_lifts_a_no_and_it_says_how_they_asked(marian, today):
    rosa = factories.rosa(marian)
    stop = say_no(rosa, marian)
    with pytest.raises(Invalid, match="way in which they asked"):
        lift(stop, marian, how="  ")
    with pytest.raises(Invalid, match="after they said no"):
        lift(stop, marian, asked_on=today - timedelta(days=1))
    lifted = lift(stop, marian)
    assert (lifted.lifted_by, lifted.how_they_asked[:8]) == (marian, "She rang")
    assert approach.may_be_approached(rosa.id) is Approach.CLEAR
    with pytest.raises(Refused, match="already lifted"):
        lift(stop, marian)


def test_nobody_but_a_coordinator_lifts_a_no(marian, esther):
    rosa = factories.rosa(marian, esther)
    stop = say_no(rosa, marian)
    with factories.at_work(esther), pytest.raises(Refused, match="Only a hub's coordinator"):
        lift(stop, esther)
    assert approach.may_be_approached(rosa.id) is Approach.STOPPED


def test_the_database_itself_refuses_to_lift_a_no_without_the_persons_wish(marian):
    stop = say_no(factories.rosa(marian), marian)
    with the_database_refuses("a_stop_is_lifted_by_the_persons_own_wish"):
        Stop.objects.filter(id=stop.id).update(lifted_at=clock.now(), lifted_by=marian)


def test_a_no_is_taken_from_somebody_who_may_not_read_the_earlier_ones(marian, adaeze):
    rosa = factories.rosa(marian)
    say_no(rosa, marian, channel=Channel.TEXT)
    factories.let_see(rosa, adaeze, Category.IDENTITY)
    with factories.at_work(adaeze):
        say_no(rosa, adaeze)
        assert queries.stops(rosa) == []
        assert approach.may_be_approached(rosa.id) is Approach.STOPPED
    recorded = queries.stops(rosa)
    assert [(stop.recorded_by, stop.channel) for stop in recorded] == [(adaeze, ""), (marian, "text")]


def test_a_no_cannot_be_recorded_on_somebody_whom_one_does_not_see(marian, adaeze):
    rosa = factories.rosa(marian)
    with factories.at_work(adaeze), the_database_refuses("not granted"):
        say_no(rosa, adaeze)


def test_whether_a_hidden_person_may_be_approached_is_not_answered(marian, adaeze):
    rosa = factories.rosa(marian)
    with factories.at_work(adaeze):
        assert approach.may_be_approached(rosa.id) is None


@pytest.mark.parametrize(
    ("again", "answer"),
    [
        ({"given_name": "Rosa", "family_name": "Delacroix", "born_on": date(1991, 4, 7)}, Approach.STOPPED),
        ({"given_name": "Roza", "family_name": "De la Croix", "born_on": date(1991, 4, 7)}, Approach.UNSURE),
        ({"given_name": "Rosa", "family_name": "Delacroix", "born_on": date(1991, 7, 4)}, Approach.UNSURE),
        ({"given_name": "Delacroix", "family_name": "Rosa", "born_on": date(1991, 4, 7)}, Approach.UNSURE),
        (
            {"given_name": "R", "family_name": "Quint", "contact": {ContactKind.MOBILE: "07700 900321"}},
            Approach.UNSURE,
        ),
        ({"given_name": "Ulrich", "family_name": "Quint", "born_on": date(1961, 2, 9)}, Approach.CLEAR),
    ],
)
def test_a_no_holds_for_a_second_record_that_another_agency_makes(marian, esther, again, answer):
    say_no(factories.rosa(marian), marian)
    with factories.at_work(esther):
        second = factories.a_person(esther, **again)
        assert approach.may_be_approached(second.id) is answer


def test_a_shared_number_makes_it_certain_and_withdrawing_it_undoes_that(marian):
    say_no(factories.darren(marian), marian)
    number = ((IdentifierKind.PNC, "01/171310W"),)
    other = factories.a_person(marian, side=Side.RESPONSIBLE, family_name="Quint", identifiers=number)
    assert approach.may_be_approached(other.id) is Approach.STOPPED
    naming.withdraw_identifier(queries.identifiers(other)[0], by=marian, at=factories.NOW)
    assert approach.may_be_approached(other.id) is Approach.CLEAR


def test_a_no_said_as_a_person_harmed_holds_where_they_are_responsible(marian):
    say_no(factories.rosa(marian), marian)
    told = factories.ROSA["particulars"]
    there = factories.a_person(marian, side=Side.RESPONSIBLE, particulars=told)
    assert approach.may_be_approached(there.id) is Approach.STOPPED


def test_a_link_carries_a_no_however_many_decisions_away(marian):
    first, second, third = (
        factories.a_person(marian, side=Side.HARMED, particulars=Particulars(family_name=name))
        for name in ("Quint", "Rook", "Sable")
    )
    for one, other in ((first, second), (third, second)):
        decide(one, other, SamePerson.SAME, marian)
    say_no(third, marian)
    assert approach.may_be_approached(first.id) is Approach.STOPPED


def test_a_hub_that_is_not_sure_leaves_it_unsure_and_one_that_found_them_different_clears_it(marian):
    say_no(factories.rosa(marian), marian)
    alike = factories.a_person(marian, given_name="Roza", family_name="De la Croix", born_on=date(1991, 4, 7))
    rosa = queries.possible_duplicates(alike)[0].person
    decide(alike, rosa, SamePerson.NOT_SURE, marian)
    assert approach.may_be_approached(alike.id) is Approach.UNSURE
    different = decide(rosa, alike, SamePerson.DIFFERENT, marian)
    assert approach.may_be_approached(alike.id) is Approach.CLEAR
    linking.undo_link(different, by=marian, at=factories.NOW)
    assert approach.may_be_approached(alike.id) is Approach.UNSURE


def test_a_no_on_a_record_linked_to_one_that_is_alike_counts_as_unsure(marian):
    alike = factories.a_person(marian, given_name="Roza", family_name="De la Croix", born_on=date(1991, 4, 7))
    hidden = factories.a_person(marian, family_name="Sable")
    decide(alike, hidden, SamePerson.SAME, marian)
    say_no(hidden, marian)
    assert approach.may_be_approached(factories.rosa(marian).id) is Approach.UNSURE


def stands_in_the_way(stops, channel, today):
    """The rule in plain words, to hold the database's against: any no in force, to everything or to this."""
    return any(stop.in_force_on(today) and stop.channel in {"", channel or ""} for stop in stops)


def test_every_mixture_of_noes_stops_exactly_what_the_rule_says(marian, today, behind_the_walls):
    rosa = factories.rosa(marian)
    draw = random.Random(41)  # noqa: S311 - the same noes in every run
    days = (None, today - timedelta(days=1), today, today + timedelta(days=1))
    answers = set()
    for _ in range(60):
        Stop.objects.filter(person=rosa, lifted_at=None).update(
            lifted_at=clock.now(), lifted_by=marian, asked_again_on=today, how_they_asked="Rang the hub"
        )
        for _ in range(draw.randrange(4)):
            stop = say_no(rosa, marian, channel=draw.choice([None, *Channel]))
            ends, lifted = draw.choice(days), draw.random() < 0.2
            with behind_the_walls() as cursor:
                cursor.execute(
                    "UPDATE people_stop SET until = %s, said_on = %s WHERE id = %s",
                    [ends, today - timedelta(days=9), stop.id],
                )
            if lifted:
                lift(stop, marian)
        stops = queries.stops(rosa)
        for channel in (None, *Channel):
            expected = Approach.STOPPED if stands_in_the_way(stops, channel, today) else Approach.CLEAR
            assert approach.may_be_approached(rosa.id, channel) is expected
            answers.add((expected, channel))
    assert len(answers) == 2 * (len(Channel) + 1)


def decide(first, second, decision, by):
    return linking.decide_link(
        first, second, decision=decision, why="Compared by hand", by=by, at=factories.NOW
    )

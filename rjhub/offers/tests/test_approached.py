"""An agency asked first, approached and recorded it: the offer stands in the ledger, and a no that was said counts."""

import pytest

from rjhub.asking.actions.asking import record_approach
from rjhub.asking.tests.factories import ROSA, asks
from rjhub.asking.vocabulary import ApproachedAs, Outcome
from rjhub.kernel import clock
from rjhub.offers import keeper, queries
from rjhub.offers.vocabulary import Said
from rjhub.people import approach
from rjhub.people.tests import factories
from rjhub.people.vocabulary import Approach, Channel

pytestmark = pytest.mark.django_db


def approached(outcome):
    """Victim Support asks about Rosa Delacroix, approaches her and records what she said."""
    answered = asks("Esther Lindqvist", ROSA)
    with factories.at_work(factories.victim_worker()) as esther:
        told = {"side": ApproachedAs.HARMED, "on": clock.today(), "channel": Channel.PHONE}
        record_approach(answered.id, **told, outcome=outcome, by=esther)


def lines_of(person):
    return {(one.said, one.agency.name) for one in queries.ledger_of(person)}


def test_the_offer_stands_in_the_ledger_of_somebody_known():
    with factories.at_work(factories.coordinator()) as marian:
        rosa = factories.rosa(marian)
        other = factories.a_person(marian, given_name="Rosa", family_name="Pike", born_on=None)
    approached(Outcome.INTERESTED)
    with factories.at_work(factories.coordinator()):
        agency = factories.victim_worker().agency.name
        assert lines_of(rosa) == {(Said.OFFERED, agency), (Said.INTERESTED, agency)}
        assert lines_of(other) == set()
        assert approach.may_be_approached(rosa.id) is Approach.CLEAR


def test_the_offer_stands_in_the_ledger_of_somebody_who_is_known_later_and_once():
    approached(Outcome.NO_ANSWER)
    with factories.at_work(factories.coordinator()) as marian:
        rosa = factories.rosa(marian)
        for _ in range(2):
            keeper.note_approaches(rosa.id)
        assert [one.said for one in queries.ledger_of(rosa)] == [Said.OFFERED]


def test_a_no_that_was_said_to_it_counts_for_everybody_and_for_who_is_known_later():
    with factories.at_work(factories.coordinator()) as marian:
        before = factories.rosa(marian)
    approached(Outcome.NO)
    with factories.at_work(factories.coordinator()) as marian:
        later = factories.rosa(marian)
        like = factories.a_person(marian, given_name="Roza", family_name="Delacroix", born_on=ROSA.born_on)
        answers = [approach.may_be_approached(one.id) for one in (before, later, like)]
    assert answers == [Approach.STOPPED, Approach.STOPPED, Approach.UNSURE]


def test_a_not_now_ends_by_itself_and_an_interest_stops_nobody(behind_the_walls):
    approached(Outcome.NOT_NOW)
    with behind_the_walls() as cursor:
        cursor.execute("SELECT until > current_date FROM keeper.suppressed")
        assert cursor.fetchall() == [(True,)]

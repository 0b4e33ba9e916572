"""Interest that waits for a day or a stage: it comes back on its day, whatever becomes of cases."""

from datetime import timedelta
from unittest import mock
from uuid import uuid4

import pytest

from rjhub.kernel import clock
from rjhub.kernel.invalid import Invalid
from rjhub.offers import queries
from rjhub.offers.actions import noting
from rjhub.offers.tests.test_ledger import offered
from rjhub.offers.vocabulary import Answer, Later, Said, Source
from rjhub.people import approach
from rjhub.people.actions import linking, stopping
from rjhub.people.tests import factories
from rjhub.people.vocabulary import Approach, SamePerson

pytestmark = pytest.mark.django_db


@pytest.fixture
def marian():
    with factories.at_work(factories.coordinator()) as staff:
        yield staff


def later(on, **more):
    return offered(answer=Answer.LATER, ask_again_on=on, waits_for=Later.SENTENCE, **more)


def test_interest_that_waits_for_a_stage_stops_nobody_and_comes_back_on_its_day(marian):
    rosa = factories.rosa(marian)
    on = clock.today() + timedelta(days=90)
    noting.record_offer(rosa, later(on), by=marian, at=clock.now())
    assert approach.may_be_approached(rosa.id) is Approach.CLEAR
    (waits,) = queries.coming_back_later(rosa.partnership_id, after=clock.today())
    assert (waits.said, waits.what, waits.ask_again_on) == (Said.INTERESTED, "After sentence", on)
    assert [one.id for one in queries.to_come_back_to(rosa.partnership_id, by=on)] == [waits.id]
    with pytest.raises(Invalid, match="looks again"):
        noting.record_offer(rosa, offered(answer=Answer.LATER), by=marian, at=clock.now())


def test_being_referred_again_or_offered_again_loses_no_interest(marian):
    rosa = factories.rosa(marian)
    on = clock.today() + timedelta(days=90)
    noting.record_offer(rosa, later(on), by=marian, at=clock.now())
    noting.record_offer(rosa, offered(answer=Answer.INTERESTED), by=marian, at=clock.now())
    again = noting.Line(said=Said.REFERRED, happened_on=clock.today(), source=Source.REFERRAL)
    noting.note(rosa.id, again, partnership_id=rosa.partnership_id, by=marian, at=clock.now())
    assert len(queries.to_come_back_to(rosa.partnership_id, by=on)) == 1


def test_a_no_on_another_record_of_theirs_ends_the_interest(marian):
    rosa, other = factories.rosa(marian), factories.rosa(marian)
    linking.decide_link(rosa, other, decision=SamePerson.SAME, why="Rang her", by=marian, at=clock.now())
    on = clock.today() + timedelta(days=90)
    noting.record_offer(rosa, later(on), by=marian, at=clock.now())
    stopping.record_stop(other, said_on=clock.today(), said_to=None, by=marian, at=clock.now())
    assert queries.to_come_back_to(rosa.partnership_id, by=on) == []


def test_what_is_due_stands_on_the_first_page_of_every_coordinator_and_what_comes_later_in_the_list(marian):
    rosa = factories.rosa(marian)
    noting.record_offer(rosa, later(clock.today() + timedelta(days=1)), by=marian, at=clock.now())
    browser = factories.signed_in(marian.account.name)
    listed = browser.get("/offers").content.decode()
    assert "Waits: after sentence" in listed
    with mock.patch.object(clock, "today", return_value=clock.today() + timedelta(days=3)):
        assert "Come back to somebody who was interested" in browser.get("/").content.decode()


def test_the_form_asks_when_the_hub_looks_again(marian):
    rosa = factories.rosa(marian)
    browser, on = factories.signed_in(marian.account.name), clock.today() + timedelta(days=40)
    answers = {
        "said": "offered", "channel": "phone", "raised_by": "agency", "answer": "later",
        "waits_for": "After release", "happened_on-day": clock.today().day, "happened_on-month": clock.today().month,
        "happened_on-year": clock.today().year, "submission_key": str(uuid4()),
    }  # fmt: skip
    missing = browser.post(f"/people/{rosa.id}/offers/new", answers).content.decode()
    assert "Enter the day on which the hub looks again" in missing
    day_of = {"look_again_on-day": on.day, "look_again_on-month": on.month, "look_again_on-year": on.year}
    assert browser.post(f"/people/{rosa.id}/offers/new", answers | day_of).status_code == 302
    (waits,) = queries.coming_back_later(rosa.partnership_id, after=clock.today())
    assert (waits.what, waits.ask_again_on) == ("After release", on)

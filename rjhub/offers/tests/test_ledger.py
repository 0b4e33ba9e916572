"""One ledger for each person: what any agency asked them, what they said, and what holds now."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from rjhub.cases.actions import answers
from rjhub.cases.models import Party
from rjhub.cases.tests.factories import a_case
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.kernel.invalid import Invalid
from rjhub.offers import keeper, queries
from rjhub.offers.actions import first_offers, noting
from rjhub.offers.models import Entry
from rjhub.offers.vocabulary import Answer, RaisedBy, Said
from rjhub.partnership.models import Hub
from rjhub.people import approach
from rjhub.people.actions import stopping
from rjhub.people.models import Person
from rjhub.people.tests import factories
from rjhub.people.tests.browsing import the_day
from rjhub.people.tests.refusals import the_database_refuses
from rjhub.people.vocabulary import Approach, Channel
from rjhub.referrals.tests.factories import a_referral, sergeant
from rjhub.referrals.tests.factories import at_work as referring
from rjhub.sharing.vocabulary import Category, Side

pytestmark = pytest.mark.django_db
NEW = "/offers/new"


def offered(**more):
    told = {
        "said": Said.OFFERED,
        "happened_on": clock.today(),
        "channel": Channel.PHONE,
        "raised_by": RaisedBy.AGENCY,
    }
    return noting.Offer(**told | more)


def said_of(person):
    return [one.said for one in reversed(queries.ledger_of(person))]


def test_an_offer_and_its_answer_are_two_lines_of_the_ledger(marian):
    rosa = factories.rosa(marian)
    noting.record_offer(rosa, offered(answer=Answer.INTERESTED), by=marian, at=clock.now())
    first, second = reversed(queries.ledger_of(rosa))
    assert (first.said, first.raised_by, first.agency) == (Said.OFFERED, RaisedBy.AGENCY, marian.agency)
    assert (second.said, second.raised_by, second.recorded_by) == (Said.INTERESTED, RaisedBy.THEMSELF, marian)


def test_a_no_to_an_offer_stops_every_agency_at_once_and_stands_once(marian, esther):
    rosa = factories.rosa(marian, esther)
    noting.record_offer(rosa, offered(answer=Answer.SAID_NO), by=marian, at=clock.now())
    with factories.at_work(esther):
        assert approach.may_be_approached(rosa.id) is Approach.STOPPED
    assert said_of(rosa) == [Said.OFFERED, Said.SAID_NO]
    assert queries.ledger_of(rosa)[0].stop is not None


def test_not_now_comes_back_to_the_hub_on_its_day_and_not_after_a_later_no(marian):
    rosa = factories.rosa(marian)
    on = clock.today() + timedelta(days=30)
    not_now = offered(answer=Answer.NOT_NOW, ask_again_on=on)
    noting.record_offer(rosa, not_now, by=marian, at=clock.now())
    assert queries.to_come_back_to(rosa.partnership_id, by=clock.today()) == []
    assert [one.person_id for one in queries.to_come_back_to(rosa.partnership_id, by=on)] == [rosa.id]
    stopping.record_stop(rosa, said_on=clock.today(), said_to=None, by=marian, at=clock.now())
    assert queries.to_come_back_to(rosa.partnership_id, by=on) == []


def test_interest_that_was_come_back_to_is_off_the_list_and_only_once(marian):
    rosa = factories.rosa(marian)
    on = clock.today() + timedelta(days=1)
    noting.record_offer(rosa, offered(answer=Answer.NOT_NOW, ask_again_on=on), by=marian, at=clock.now())
    (due,) = queries.to_come_back_to(rosa.partnership_id, by=on)
    noting.take_up(due, by=marian, at=clock.now())
    assert queries.to_come_back_to(rosa.partnership_id, by=on) == []
    with pytest.raises(Refused, match="already"):
        noting.take_up(due, by=marian, at=clock.now())


def test_not_now_needs_a_day_to_come_and_nothing_happens_tomorrow(marian):
    rosa = factories.rosa(marian)
    with pytest.raises(Invalid, match="may be asked again"):
        noting.record_offer(rosa, offered(answer=Answer.NOT_NOW), by=marian, at=clock.now())
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(Invalid, match="today or earlier"):
        noting.record_offer(rosa, offered(happened_on=tomorrow), by=marian, at=clock.now())
    assert said_of(rosa) == []


def test_a_no_from_any_page_and_asking_again_stand_in_the_ledger(marian):
    rosa = factories.rosa(marian)
    at = clock.now()
    stop = stopping.record_stop(rosa, said_on=clock.today(), said_to=marian.agency, by=marian, at=at)
    stopping.lift_stop(stop, asked_on=clock.today(), how_they_asked="She rang", by=marian, at=clock.now())
    assert said_of(rosa) == [Said.SAID_NO, Said.ASKED_AGAIN]


def test_what_somebody_answers_in_a_case_is_one_line_with_its_reference(marian):
    case = a_case(marian)
    party = Party.objects.select_related("person").filter(case=case, side="harmed").get()
    answers.says_yes(party, by=marian, at=clock.now())
    answers.says_no(party, said_on=clock.today(), by=marian, at=clock.now())
    lines = [(one.said, one.case_reference) for one in reversed(queries.ledger_of(party.person))]
    assert lines == [(Said.INTERESTED, case.reference), (Said.WITHDREW, case.reference)]
    assert queries.ledger_of(party.person)[0].stop is not None


def test_not_now_in_a_case_survives_it_and_comes_back_on_its_day(marian):
    case = a_case(marian)
    party = Party.objects.select_related("person").filter(case=case, side="harmed").get()
    on = clock.today() + timedelta(days=9)
    answers.says_not_now(party, ask_again_on=on, said_on=clock.today(), why="Ill", by=marian, at=clock.now())
    due = queries.to_come_back_to(case.partnership_id, by=on)
    assert [(one.said, one.ask_again_on, one.case_reference) for one in due] == [
        (Said.NOT_NOW, on, case.reference)
    ]


def test_a_referral_writes_that_they_were_referred_into_the_ledger_of_each(marian):
    with referring(sergeant()) as dean:
        referral = a_referral(dean)
    lines = Entry.objects.filter(case_reference=referral.reference).order_by("side", "said")
    assert {(one.side, one.said) for one in lines} >= {
        ("harmed", Said.REFERRED),
        ("responsible", Said.REFERRED),
    }
    assert {one.agency_id for one in lines} == {dean.agency_id}


def test_an_offer_outside_of_a_case_reaches_the_hub_and_stops_everybody_after_a_no(marian, esther):
    hub = Hub.objects.get(name__startswith="Bognor")
    who = first_offers.Newcomer(
        side=Side.HARMED,
        given_name="Ulla",
        family_name="Quint",
        born_on=factories.ROSA["particulars"].born_on,
    )
    with factories.at_work(esther):
        person = first_offers.record_first_offer(
            who, offered(answer=Answer.SAID_NO), hub=hub, by=esther, at=clock.now()
        )
        assert approach.may_be_approached(person.id) is None  # she let go of the record
    assert approach.may_be_approached(person.id) is Approach.STOPPED
    assert said_of(person) == [Said.OFFERED, Said.SAID_NO]


def test_the_ledger_of_a_person_harmed_is_not_for_somebody_of_the_other_side(adaeze):
    with factories.at_work(factories.coordinator()) as by:
        rosa = factories.rosa(by)
        noting.record_offer(rosa, offered(), by=by, at=clock.now())
        factories.let_see(rosa, adaeze, Category.IDENTITY)
    with factories.at_work(adaeze):
        assert queries.ledger_of(rosa) == []
    hidden = factories.signed_in("Adaeze Obi").get(f"/people/{rosa.id}/offers")
    assert hidden.status_code == 404


def test_nobody_writes_into_the_ledger_of_somebody_whom_they_do_not_see(marian, adaeze):
    rosa = factories.rosa(marian)
    told = {"said": "offered", "happened_on": str(clock.today()), "source": "agency"}
    with factories.at_work(adaeze):
        assert keeper.note_offer(uuid4(), rosa.id, told, at=clock.now()) is None
    assert said_of(rosa) == []


def test_nobody_changes_what_somebody_was_asked_and_said(marian):
    rosa = factories.rosa(marian)
    noting.record_offer(rosa, offered(answer=Answer.INTERESTED), by=marian, at=clock.now())
    with the_database_refuses("stays as it was written"):
        Entry.objects.filter(person=rosa).update(said=Said.SAID_NO)


def test_the_ledger_says_in_plain_words_what_holds_now():
    with factories.at_work(factories.coordinator()) as by:
        rosa = factories.rosa(by)
        stopping.record_stop(rosa, said_on=clock.today(), said_to=by.agency, by=by, at=clock.now())
    page = factories.signed_in("Marian Okafor").get(f"/people/{rosa.id}/offers").content.decode()
    assert "No agency may contact them in any way" in page
    assert "Said no" in page


def test_an_offer_is_recorded_on_a_page_and_the_list_of_the_hub_opens():
    with factories.at_work(factories.coordinator()) as by:
        rosa = factories.rosa(by)
    browser = factories.signed_in("Marian Okafor")
    typed = {
        "said": "offered", **the_day("happened_on", clock.today()), "channel": "phone", "raised_by": "family",
        "answer": "interested", "submission_key": str(uuid4()),
    }  # fmt: skip
    answer = browser.post(f"/people/{rosa.id}/offers/new", typed)
    assert (answer.status_code, answer["Location"]) == (302, f"/people/{rosa.id}/offers")
    assert browser.post(f"/people/{rosa.id}/offers/new", typed).status_code == 302
    with factories.at_work(by):
        assert said_of(rosa) == [Said.OFFERED, Said.INTERESTED]
    assert browser.get("/offers").status_code == 200


def test_an_offer_to_somebody_new_is_recorded_on_a_page_that_tells_nothing_of_who_is_known():
    with factories.at_work(factories.coordinator()) as by:
        factories.rosa(by)
        hub = Hub.objects.get(name__startswith="Bognor")
    typed = {
        "side": "harmed", "given_name": "Rosa", "family_name": "Delacroix", "hub": str(hub.id),
        **the_day("born_on", date(1991, 4, 7)), "said": "told", **the_day("happened_on", clock.today()),
        "channel": "in_person", "raised_by": "themself", "answer": "said_no",
        "submission_key": str(uuid4()),
    }  # fmt: skip
    browser = factories.signed_in("Esther Lindqvist")
    known = browser.post(NEW, typed)
    stranger = {
        "given_name": "Ulrich",
        **the_day("born_on", date(1961, 2, 9)),
        "submission_key": str(uuid4()),
    }
    unknown = browser.post(NEW, {**typed, **stranger})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"]) == (302, NEW)
    with factories.at_work(by):
        assert Entry.objects.filter(said=Said.SAID_NO).count() == 2


def test_a_sergeant_cannot_read_the_list_of_a_hub():
    assert factories.signed_in("Dean Whitlock").get("/offers").status_code == 404


def test_an_offer_to_somebody_new_whose_button_is_pressed_twice_makes_one_record():
    with factories.at_work(factories.coordinator()):
        hub = Hub.objects.get(name__startswith="Bognor")
    typed = {
        "side": "harmed", "given_name": "Ulrich", "family_name": "Brandt", "hub": str(hub.id), "said": "told",
        **the_day("happened_on", clock.today()), "channel": "in_person", "raised_by": "themself",
        "answer": "said_no", "submission_key": str(uuid4()),
    }  # fmt: skip
    browser = factories.signed_in("Esther Lindqvist")
    assert [browser.post(NEW, typed).status_code for _ in range(2)] == [302, 302]
    other = factories.signed_in("Dean Whitlock").post(NEW, typed)
    assert other.status_code == 302
    with factories.at_work(factories.coordinator()):
        # The same key of somebody else is another offer: nobody names a record that is not theirs.
        assert Person.objects.filter(family_name="Brandt").count() == 2


def test_interest_to_which_two_come_back_at_once_is_said_to_be_settled(marian):
    with factories.at_work(factories.coordinator()) as by:
        rosa = factories.rosa(by)
        on = clock.today() + timedelta(days=1)
        offer = offered(answer=Answer.NOT_NOW, ask_again_on=on)
        noting.record_offer(rosa, offer, by=by, at=clock.now())
        entry = Entry.objects.get(person=rosa, said=Said.NOT_NOW)
    del marian
    browser = factories.signed_in("Marian Okafor")
    assert browser.post(f"/offers/{entry.id}/taking-up").status_code == 302
    again = browser.post(f"/offers/{entry.id}/taking-up", follow=True)
    assert "Somebody has come back to them already." in again.content.decode()


def test_a_coordinator_reaches_recording_an_offer_from_the_list():
    assert "/offers/new" in factories.signed_in("Marian Okafor").get("/offers").content.decode()

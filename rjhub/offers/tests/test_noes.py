"""How far a no reaches, exceptions from it by two people, and that it outlives the record of whoever said it."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from rjhub.cases.actions import contacts
from rjhub.cases.models import Party
from rjhub.cases.tests.factories import a_case
from rjhub.cases.vocabulary import Direction
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.kernel.invalid import Invalid
from rjhub.letters import keeper as letters
from rjhub.letters.tests.factories import a_letter, rosa_who_was_asked
from rjhub.letters.vocabulary import Because
from rjhub.offers import keeper, queries
from rjhub.offers.actions import erasing, noes
from rjhub.offers.models import Leave, Narrowing
from rjhub.offers.vocabulary import ContactFor, ErasedBecause, Said
from rjhub.people import approach
from rjhub.people import queries as people
from rjhub.people.actions import linking, stopping
from rjhub.people.models import MatchKey, Person, Stop
from rjhub.people.tests import factories
from rjhub.people.tests.browsing import the_day
from rjhub.people.tests.refusals import the_database_refuses
from rjhub.people.vocabulary import Approach, Channel, ContactKind, KeyKind, SamePerson

pytestmark = pytest.mark.django_db
AGAIN = {"given_name": "Rosa", "family_name": "Delacroix", "born_on": date(1991, 4, 7)}


def says_no(person, by, **reach):
    return noes.record_no(person, noes.Reach(**reach), said_on=clock.today(), by=by, at=clock.now())


def asked_for(stop, by, **more):
    told = {"why": "A threat to her life", "until": clock.today()}
    return noes.ask_leave(stop, **told | more, by=by, at=clock.now())


def for_purpose(person, purpose):
    return keeper.may_approach_for(person.id, channel=None, purpose=purpose)


def erased(person, by):
    erasing.minimise_person(person, because=ErasedBecause.ASKED, by=by, at=clock.now())


@pytest.fixture
def second():
    """Another coordinator of the partnership, who sees the same records."""
    return factories.member("Tomasz Zielinski")


def test_without_anything_said_a_no_is_the_widest(marian):
    rosa = factories.rosa(marian)
    says_no(rosa, marian)
    assert {for_purpose(rosa, purpose) for purpose in ContactFor} == {Approach.STOPPED}
    assert not Narrowing.objects.exists()


@pytest.mark.parametrize("purpose", list(ContactFor))
def test_a_no_to_one_purpose_stops_that_and_nothing_else(marian, purpose):
    rosa = factories.rosa(marian)
    says_no(rosa, marian, purpose=purpose)
    assert {each for each in ContactFor if for_purpose(rosa, each) is Approach.STOPPED} == {purpose}
    whole = Approach.STOPPED if purpose is ContactFor.CONTACT else Approach.CLEAR
    assert approach.may_be_approached(rosa.id) is whole


def test_a_no_to_one_purpose_holds_on_a_record_spelt_differently(marian):
    says_no(factories.rosa(marian), marian, purpose=ContactFor.SURVEY)
    again = factories.a_person(marian, **{**AGAIN, "given_name": "Roza"})
    assert for_purpose(again, ContactFor.SURVEY) is Approach.UNSURE
    assert for_purpose(again, ContactFor.CONTACT) is Approach.CLEAR


def test_not_about_him_stops_contact_in_his_case_alone(marian):
    case = a_case(marian)
    hers = Party.objects.select_related("person").get(case=case, side="harmed")
    his = Party.objects.select_related("person").get(case=case, side="responsible")
    says_no(hers.person, marian, counterpart=his.person)
    assert approach.may_be_approached(hers.person_id) is Approach.CLEAR
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT array(SELECT keeper.said_not_about(%s::smallint, %s, 'phone', 'contact')), "
            "array(SELECT keeper.said_not_about(%s::smallint, %s, 'phone', 'survey'))",
            [case.partnership_id, case.file_id, case.partnership_id, hers.person.file_id],
        )
        found = cursor.fetchone()
        cursor.execute("SET ROLE rjhub_app")
    assert found == ([hers.person_id], [])
    contact = contacts.Contact(
        direction=Direction.OUTGOING, channel=Channel.PHONE, happened_at=clock.now(), reached=True, safe=True
    )
    with pytest.raises((Refused, DatabaseError)), transaction.atomic():
        contacts.log_contact(hers, contact, told=False, by=marian, at=clock.now())


def test_a_no_is_not_made_narrower_once_it_was_said(marian):
    rosa = factories.rosa(marian)
    stop = stopping.record_stop(rosa, said_on=clock.today(), said_to=None, by=marian, at=clock.now())
    row = rosa.row_of("safety")
    del row["person"]
    with the_database_refuses("not made narrower"):
        Narrowing.objects.create(**row, stop=stop, purpose=ContactFor.SURVEY)
    with the_database_refuses("stays as it was said"):
        Stop.objects.filter(id=stop.id).update(channel=Channel.PHONE)


def test_an_exception_takes_a_second_person_and_ends_by_itself(marian, second, behind_the_walls):
    rosa = factories.rosa(marian, second)
    stop = says_no(rosa, marian)
    leave = asked_for(stop, marian)
    assert approach.may_be_approached(rosa.id) is Approach.STOPPED
    with pytest.raises(Refused, match="Somebody else"):
        noes.agree_to_leave(leave, by=marian, at=clock.now())
    with factories.at_work(second):
        noes.agree_to_leave(leave, by=second, at=clock.now())
    assert approach.may_be_approached(rosa.id) is Approach.CLEAR
    with behind_the_walls() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE offers_leave DISABLE TRIGGER guard_leave")
        cursor.execute("UPDATE offers_leave SET until = %s", [clock.today() - timedelta(days=1)])
        cursor.execute("ALTER TABLE offers_leave ENABLE TRIGGER guard_leave")
    assert approach.may_be_approached(rosa.id) is Approach.STOPPED


def test_an_exception_that_is_ended_counts_no_more(marian, second):
    rosa = factories.rosa(marian, second)
    leave = asked_for(says_no(rosa, marian), marian)
    with factories.at_work(second):
        noes.agree_to_leave(leave, by=second, at=clock.now())
    noes.end_leave(leave, by=marian, at=clock.now())
    assert approach.may_be_approached(rosa.id) is Approach.STOPPED


def test_the_database_itself_wants_two_people(marian):
    leave = asked_for(says_no(factories.rosa(marian), marian), marian)
    with the_database_refuses("leave"):
        Leave.objects.filter(id=leave.id).update(agreed_at=clock.now(), agreed_by=marian)


def test_an_exception_needs_a_reason_and_a_day_that_is_near(marian):
    stop = says_no(factories.rosa(marian), marian)
    with pytest.raises(Invalid, match="reason"):
        asked_for(stop, marian, why=" ")
    with pytest.raises(Invalid, match="four weeks"):
        asked_for(stop, marian, until=clock.today() + timedelta(days=60))


def test_what_waits_to_be_written_stops_after_a_no_whatever_it_was_narrowed_by(marian):
    rosa = rosa_who_was_asked(marian)
    letter = a_letter(rosa, marian)
    says_no(rosa, marian, purpose=ContactFor.SURVEY)
    assert letters.stands_against(letter.id) is None
    says_no(rosa, marian, purpose=ContactFor.CONTACT)
    assert letters.obstacle_to_writing(rosa.id, Channel.EMAIL) is Because.SAID_NO


def test_a_no_outlives_the_record_and_stops_the_same_person_anew(marian, behind_the_walls):
    rosa = factories.rosa(marian)
    says_no(rosa, marian)
    erased(rosa, marian)
    rosa = Person.objects.get(id=rosa.id)
    assert (rosa.name, rosa.born_on) == ("Erased", None)
    assert people.identifiers(rosa) == []
    again = factories.a_person(marian, **AGAIN)
    assert approach.may_be_approached(again.id) is Approach.STOPPED
    with behind_the_walls() as cursor:
        cursor.execute("SELECT count(*) FROM vault.contact WHERE person_id = %s", [rosa.id])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM people_matchkey WHERE person_id = %s", [rosa.id])
        assert cursor.fetchone() == (0,)


def test_after_erasure_somebody_who_may_be_them_goes_to_the_hub(marian):
    rosa = factories.rosa(marian)
    says_no(rosa, marian)
    erased(rosa, marian)
    like = factories.a_person(
        marian, given_name="R", family_name="Quint", contact={ContactKind.MOBILE: "07700 900321"}
    )
    other = factories.a_person(marian, given_name="Ulrich", family_name="Quint", born_on=date(1961, 2, 9))
    assert approach.may_be_approached(like.id) is Approach.UNSURE
    assert approach.may_be_approached(other.id) is Approach.CLEAR
    assert like in queries.to_review()
    erasing.tell_apart_from_the_erased(like, by=marian, at=clock.now())
    assert approach.may_be_approached(like.id) is Approach.CLEAR


def test_only_the_persons_own_wish_lifts_what_is_left_of_a_no(marian):
    rosa = factories.rosa(marian)
    says_no(rosa, marian)
    erased(rosa, marian)
    again = factories.a_person(marian, **AGAIN)
    with pytest.raises(Refused, match="surely is"):
        erasing.tell_apart_from_the_erased(again, by=marian, at=clock.now())
    with pytest.raises(Invalid, match="how they asked"):
        erasing.lift_after_erasure(
            again, asked_on=clock.today(), how_they_asked=" ", by=marian, at=clock.now()
        )
    erasing.lift_after_erasure(
        again, asked_on=clock.today(), how_they_asked="She rang", by=marian, at=clock.now()
    )
    assert approach.may_be_approached(again.id) is Approach.CLEAR
    assert queries.ledger_of(again)[0].said == Said.ASKED_AGAIN


def test_a_no_that_was_lifted_before_leaves_nothing(marian):
    rosa = factories.rosa(marian)
    stop = says_no(rosa, marian)
    stopping.lift_stop(stop, asked_on=clock.today(), how_they_asked="She rang", by=marian, at=clock.now())
    erased(rosa, marian)
    assert approach.may_be_approached(factories.a_person(marian, **AGAIN).id) is Approach.CLEAR


def test_a_no_on_a_joined_record_outlives_the_other(marian):
    rosa = factories.rosa(marian)
    married = factories.a_person(marian, given_name="Carla", family_name="Quint", born_on=date(1991, 4, 7))
    linking.decide_link(rosa, married, decision=SamePerson.SAME, why="She told us", by=marian, at=clock.now())
    says_no(married, marian)
    erased(rosa, marian)
    assert approach.may_be_approached(factories.a_person(marian, **AGAIN).id) is Approach.STOPPED


def test_nothing_is_erased_while_a_case_goes_on(marian):
    party = Party.objects.select_related("person__file").get(case=a_case(marian), side="harmed")
    with pytest.raises(Refused, match="once it is closed"):
        erased(party.person, marian)


def test_what_is_left_of_a_no_can_be_listed_by_nobody(marian):
    for table in ("suppression", "suppressed", "suppression_of_another"):
        with the_database_refuses("permission denied"), connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM keeper.{table}")
    with the_database_refuses("permission denied"), connection.cursor() as cursor:
        cursor.execute("SELECT keeper.suppressing(1::smallint, gen_random_uuid())")


def test_somebody_without_a_hub_learns_nothing_of_erased_records(marian, esther):
    rosa = factories.rosa(marian)
    says_no(rosa, marian)
    erased(rosa, marian)
    with factories.at_work(esther):
        again = factories.a_person(esther, **AGAIN)
        assert keeper.erased_like(again.id) == []
        assert keeper.to_review(9) == []


def test_a_record_without_birth_is_compared_by_its_name_and_two_with_one_only_if_it_is_rare(marian):
    named = {"given_name": "Jack", "family_name": "Smith"}
    says_no(factories.a_person(marian, **named, born_on=date(1991, 4, 7)), marian)
    unborn = factories.a_person(marian, given_name="Jak", family_name="Smith")
    namesake = factories.a_person(marian, **named, born_on=date(1950, 12, 30))
    assert approach.may_be_approached(unborn.id) is Approach.UNSURE
    assert approach.may_be_approached(namesake.id) is Approach.CLEAR
    assert KeyKind.NAME in {KeyKind(kind) for kind in _kinds_of(namesake)}


def _kinds_of(person):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(f"SELECT kind FROM {MatchKey._meta.db_table} WHERE person_id = %s", [person.id])
        kinds = [kind for (kind,) in cursor.fetchall()]
        cursor.execute("SET ROLE rjhub_app")
    return kinds


def test_a_narrower_no_an_exception_and_an_erasure_go_through_their_pages():
    with factories.at_work(factories.coordinator()) as by:
        rosa = factories.rosa(by)
    browser = factories.signed_in("Marian Okafor")
    said = {**the_day("said_on", clock.today()), "purpose": "survey", "channel": "any"}
    assert browser.post(f"/people/{rosa.id}/noes/new", said).status_code == 302
    with factories.at_work(by):
        (stop,) = queries.stops_of(rosa)
    asked = {"why": "A threat", **the_day("until", clock.today())}
    assert browser.post(f"/noes/{stop.id}/leave", asked).status_code == 302
    page = browser.get(f"/people/{rosa.id}/noes").content.decode()
    assert "or for research" in page
    assert "A threat" in page
    sure = {"because": "asked", "sure": "on"}
    assert browser.post(f"/people/{rosa.id}/erasing", sure).status_code == 302
    with factories.at_work(by):
        assert Person.objects.get(id=rosa.id).name == "Erased"


def test_a_probation_officer_sees_no_noes_of_a_person_harmed():
    with factories.at_work(factories.coordinator()) as by:
        rosa = factories.rosa(by)
        says_no(rosa, by)
    answer = factories.signed_in("Adaeze Obi").get(f"/people/{rosa.id}/noes")
    assert answer.status_code == 404

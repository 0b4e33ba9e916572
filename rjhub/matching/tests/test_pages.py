"""The pages of the matching room, through the browser's door."""

import re
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from rjhub.design import words
from rjhub.kernel import clock
from rjhub.matching.actions import looking
from rjhub.matching.models import Pair, Proposal
from rjhub.matching.tests.factories import like_rosa
from rjhub.matching.vocabulary import Because
from rjhub.partnership.models import Staff
from rjhub.people.actions import stopping
from rjhub.people.models import Link, Person
from rjhub.people.tests import factories
from rjhub.people.tests.browsing import MARIAN, text_of
from rjhub.people.vocabulary import SamePerson

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa() -> Person:
    """Rosa, whom the Bognor Regis hub knows."""
    with factories.at_work(factories.coordinator()) as marian:
        return factories.rosa(marian)


@pytest.fixture
def again(rosa: Person) -> Person:
    """A second record of Rosa."""
    del rosa
    with factories.at_work(factories.coordinator()) as marian:
        return factories.rosa(marian)


@pytest.fixture
def differing(rosa: Person) -> Person:
    """Somebody who may be Rosa, with another date of birth."""
    del rosa
    with factories.at_work(factories.coordinator()) as marian:
        return like_rosa(marian, born_on=date(1991, 7, 4))


def look(person: Person) -> None:
    with factories.at_work(factories.coordinator()):
        looking.look_for(person, because=Because.REFERRAL, at=clock.now())


def decided(client: Client, address: str, answers: dict[str, str]) -> HttpResponse:
    """Open the page and send the form that is on it."""
    return client.post(address, answers | {"version": version_on(client, address)})


def version_on(client: Client, address: str) -> str:
    found = re.search(r'name="version"[^>]*value="(\d+)"', client.get(address).content.decode())
    return found[1] if found else ""


def test_a_coordinator_compares_two_records_decides_and_undoes_it(rosa: Person, again: Person) -> None:
    client = factories.signed_in(MARIAN)
    page = text_of(client.get(f"/people/{rosa.id}/duplicates"))
    assert "Surely the same" in page
    assert "Same name and date of birth" in page
    assert "7 April 1991" in text_of(client.get(f"/people/{rosa.id}/duplicates/{again.id}"))
    unsaid = decided(client, f"/people/{rosa.id}/duplicates/{again.id}", {"decision": "same", "why": ""})
    assert "Enter the reason" in text_of(unsaid)
    decided(client, f"/people/{rosa.id}/duplicates/{again.id}", {"decision": "same", "why": "Same address"})
    assert "Same address" in text_of(client.get(f"/people/{rosa.id}/duplicates"))
    with factories.at_work(factories.coordinator()):
        link = Link.objects.get(decision=SamePerson.SAME)
    client.post(f"/people/{rosa.id}/links/{link.id}/undoing")
    page = text_of(client.get(f"/people/{rosa.id}/duplicates"))
    assert "Same address" not in page
    assert "Undone" in text_of(client.get(f"/people/{rosa.id}/duplicates/history"))
    again_undone = client.post(f"/people/{rosa.id}/links/{link.id}/undoing", follow=True)
    assert "This decision had been undone already" in text_of(again_undone)
    assert client.get(f"/people/{rosa.id}/duplicates/{rosa.id}").status_code == 404


def test_a_comparison_shows_each_weight_in_words_in_a_picture_and_in_a_table(
    rosa: Person, again: Person
) -> None:
    answer = factories.signed_in(MARIAN).get(f"/people/{rosa.id}/duplicates/{again.id}")
    page = text_of(answer)
    assert "Almost certainly the same" in page
    assert "in 100 pairs like this are of one person" in page
    assert "For one person speak, the strongest first" in page
    with factories.at_work(factories.coordinator()):
        assert not Pair.objects.exists()
        pair = looking.compared(rosa, again, at=clock.now())
    compared = sum(level is not None for level in pair.levels)
    assert answer.content.decode().count("<rect") == compared + 2


def test_how_somebody_can_be_reached_is_compared_and_not_shown(rosa: Person, again: Person) -> None:
    page = text_of(factories.signed_in(MARIAN).get(f"/people/{rosa.id}/duplicates/{again.id}"))
    assert "Telephone number" in page
    for hidden in ("07700", "960", "BN1", "delacroix.example"):
        assert hidden not in page


def test_what_hangs_on_each_record_is_shown(rosa: Person, again: Person) -> None:
    with factories.at_work(factories.coordinator()) as marian:
        stopping.record_stop(again, said_on=clock.today(), said_to=marian.agency, by=marian, at=clock.now())
    page = text_of(factories.signed_in(MARIAN).get(f"/people/{rosa.id}/duplicates/{again.id}"))
    assert "Said no" in page
    assert f"On {words.day(clock.today())}" in page
    assert "Referrals" in page
    assert "Cases" in page


def test_two_coordinators_join_records_that_differ(rosa: Person, differing: Person, gareth: Staff) -> None:
    del gareth
    address = f"/people/{rosa.id}/duplicates/{differing.id}"
    first, second = factories.signed_in(MARIAN), factories.signed_in("Gareth Pugh")
    assert "another coordinator has to confirm it" in text_of(first.get(address))
    decided(first, address, {"decision": "same", "why": "The day is a slip"})
    own = text_of(first.get(address))
    assert "You proposed" in own
    assert "Take the proposal back" in own
    assert "Marian Okafor proposed" in text_of(second.get(address))
    second.post(address, {"confirmed": "yes", "why": "I rang her"})
    page = text_of(second.get(f"/people/{rosa.id}/duplicates"))
    assert "The same person" in page
    assert "I rang her" in text_of(second.get(address))


def test_a_proposal_is_taken_back(rosa: Person, differing: Person) -> None:
    client = factories.signed_in(MARIAN)
    decided(client, f"/people/{rosa.id}/duplicates/{differing.id}", {"decision": "same", "why": "A slip"})
    with factories.at_work(factories.coordinator()):
        proposal = Pair.objects.get().proposals.get()
    assert client.post(f"/matching/proposals/{proposal.id}/taking-back").status_code == 302
    assert "Taken back" in text_of(client.get(f"/people/{rosa.id}/duplicates/{differing.id}"))
    assert client.post(f"/matching/proposals/{rosa.id}/taking-back").status_code == 404


def test_the_list_shows_what_waits_and_its_filters_narrow_it(rosa: Person, again: Person) -> None:
    del again
    look(rosa)
    client = factories.signed_in(MARIAN)
    assert "Rosa Delacroix, born 7 April 1991 and Rosa Delacroix" in text_of(client.get("/matching"))
    assert "Rosa Delacroix" in text_of(client.get("/matching?called=certain&because=referral&side=harmed"))
    for narrower in ("because=night", "state=same", "side=responsible"):
        assert "Nothing to compare" in text_of(client.get(f"/matching?{narrower}"))
    assert "Nothing to compare" not in text_of(client.get("/matching?state=nonsense"))


def test_a_record_of_another_hub_is_said_to_be_one_and_no_more(rosa: Person) -> None:
    tomasz = factories.member("Tomasz Zielinski")
    with factories.at_work(tomasz):
        factories.rosa(tomasz)
    from rjhub.sharing import doors, readers

    reader = readers.coordinators_of(tomasz.partnership_id)
    with doors.opened(reader, door="test", purpose="test"):
        looking.look_for(rosa, because=Because.REFERRAL, at=clock.now())
    page = text_of(factories.signed_in(MARIAN).get("/matching"))
    assert "Rosa Delacroix, born 7 April 1991" in page
    assert "a record of another hub" in page


def test_today_says_that_records_wait_to_be_compared(rosa: Person, again: Person) -> None:
    del again
    client = factories.signed_in(MARIAN)
    assert "Compare two records" not in text_of(client.get("/"))
    look(rosa)
    assert "Compare two records that may be of one person" in text_of(client.get("/"))
    assert "Compare two records" not in text_of(factories.signed_in("Esther Lindqvist").get("/"))


def test_a_persons_record_shows_coordinators_the_other_records_of_the_same_person(
    rosa: Person, again: Person
) -> None:
    client = factories.signed_in(MARIAN)
    assert "Other records that may be theirs" in text_of(client.get(f"/people/{rosa.id}"))
    assert "How they were joined" not in text_of(client.get(f"/people/{rosa.id}"))
    decided(client, f"/people/{rosa.id}/duplicates/{again.id}", {"decision": "same", "why": "Same address"})
    assert "How they were joined" in text_of(client.get(f"/people/{rosa.id}"))


def test_only_coordinators_see_any_of_it(rosa: Person, again: Person) -> None:
    look(rosa)
    esther = factories.signed_in("Esther Lindqvist")
    addresses = ("duplicates", f"duplicates/{again.id}", "duplicates/history")
    assert {esther.get(f"/people/{rosa.id}/{part}").status_code for part in addresses} == {404}
    assert esther.get("/matching").status_code == 403
    assert esther.get("/matching/models").status_code == 403


def test_how_records_are_compared_is_shown_with_what_thresholds_cost() -> None:
    page = text_of(factories.signed_in(MARIAN).get("/matching/models"))
    assert "The model that comes with RJ Hub is in force" in page
    assert "New people wrongly flagged" in page
    assert "First name" in page


def test_who_decides_after_somebody_else_sees_both_answers_and_loses_nothing(
    rosa: Person, again: Person, gareth: Staff
) -> None:
    del gareth
    address = f"/people/{rosa.id}/duplicates/{again.id}"
    first, second = factories.signed_in(MARIAN), factories.signed_in("Gareth Pugh")
    open_since = version_on(second, address)
    decided(first, address, {"decision": "different", "why": "She has a twin"})
    typed = {"decision": "same", "why": "They live together", "version": open_since}
    answer = second.post(address, typed)
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Marian Okafor changed this" in page
    assert "She has a twin" in page
    assert "They live together" in page
    assert "The decision was saved" in text_of(second.post(address, typed | {"version": "1"}, follow=True))


def test_a_decision_whose_button_is_pressed_twice_is_one(
    rosa: Person, again: Person, differing: Person
) -> None:
    client = factories.signed_in(MARIAN)
    for other in (again, differing):
        address = f"/people/{rosa.id}/duplicates/{other.id}"
        sent = {"decision": "same", "why": "I rang her", "version": version_on(client, address)}
        assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    with factories.at_work(factories.coordinator()):
        assert Link.objects.count() == 1
        assert Proposal.objects.count() == 1


def test_an_answer_to_a_proposal_that_was_taken_back_meanwhile_keeps_its_reason(
    rosa: Person, differing: Person, gareth: Staff
) -> None:
    del gareth
    address = f"/people/{rosa.id}/duplicates/{differing.id}"
    first, second = factories.signed_in(MARIAN), factories.signed_in("Gareth Pugh")
    decided(first, address, {"decision": "same", "why": "A slip"})
    with factories.at_work(factories.coordinator()):
        proposal = Proposal.objects.get()
    first.post(f"/matching/proposals/{proposal.id}/taking-back")
    page = text_of(second.post(address, {"confirmed": "yes", "why": "I rang her myself"}))
    assert "Select whether they are the same person" in page
    assert "I rang her myself" in page
    assert "Taken back" in page


def test_records_to_compare_are_reached_from_finding_a_person_by_coordinators_alone() -> None:
    assert "Records that may be of one person" in text_of(factories.signed_in(MARIAN).get("/people"))
    assert "Records that may be of one person" not in text_of(
        factories.signed_in("Sunita Rao").get("/people")
    )


def test_what_is_on_neither_record_is_left_out_and_what_was_not_compared_says_so(
    rosa: Person, again: Person
) -> None:
    page = text_of(factories.signed_in(MARIAN).get(f"/people/{rosa.id}/duplicates/{again.id}"))
    assert "Pronouns" not in page
    assert "Not compared" in page

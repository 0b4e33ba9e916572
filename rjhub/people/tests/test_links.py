"""Whether two records are one person: coordinators see why they may be, decide, and can undo it."""

from datetime import date

import pytest

from rjhub.kernel.decisions import Refused
from rjhub.kernel.invalid import Invalid
from rjhub.people import queries
from rjhub.people.actions import linking
from rjhub.people.actions.adding import add_person
from rjhub.people.models import Link
from rjhub.people.tests import factories
from rjhub.people.tests.refusals import the_database_refuses
from rjhub.people.vocabulary import ContactKind, IdentifierKind, KeyKind, SamePerson
from rjhub.sharing.actions.granting import Granted, Scope
from rjhub.sharing.models import Grant
from rjhub.sharing.vocabulary import Category, Purpose, Side

pytestmark = pytest.mark.django_db


@pytest.fixture
def tomasz():
    """Tomasz Zielinski coordinates the Bexhill hub of the same partnership; not at work yet."""
    return factories.member("Tomasz Zielinski")


def decide(first, second, by, decision=SamePerson.SAME, why="Same address, rang to ask"):
    return linking.decide_link(first, second, decision=decision, why=why, by=by, at=factories.NOW)


def test_a_coordinator_is_told_which_records_may_be_the_same_person_and_why(marian):
    rosa = factories.rosa(marian)
    married = factories.a_person(
        marian, given_name="Rosa", family_name="Quint", contact={ContactKind.MOBILE: "07700 900321"}
    )
    twice = factories.rosa(marian)
    found = queries.possible_duplicates(rosa)
    assert [one.person for one in found] == [twice, married]
    assert found[0].is_certain
    assert KeyKind.SAME_NAME_AND_BIRTH in found[0].shared
    assert not found[1].is_certain
    assert found[1].shared == (KeyKind.TELEPHONE,)


def test_only_coordinators_are_told(marian, esther):
    rosa = factories.rosa(marian, esther)
    factories.rosa(marian, esther)
    with factories.at_work(esther):
        assert queries.possible_duplicates(rosa) == []


def test_a_coordinator_is_not_told_of_records_of_another_hub(marian, tomasz):
    with factories.at_work(tomasz):
        factories.rosa(tomasz)
    assert queries.possible_duplicates(factories.rosa(marian)) == []


def test_a_coordinator_without_the_right_to_contact_is_not_told_that_two_people_share_a_telephone(marian):
    rosa = factories.rosa(marian)
    narrow = Scope(purpose=Purpose.COORDINATE, categories=(Category.IDENTITY,))
    (hub,) = factories.hubs_of(marian)
    with factories.at_work(factories.victim_worker()) as esther:
        add_person(
            partnership_id=marian.partnership_id,
            side=Side.HARMED,
            particulars=factories.Particulars(given_name="Ida", family_name="Quint"),
            contact={ContactKind.MOBILE: "07700 900321"},
            granted=[Granted((hub,), narrow), factories.known_to(esther)],
            by=esther,
            at=factories.NOW,
        )
    assert queries.possible_duplicates(rosa) == []


def test_twins_share_no_certain_key(marian):
    born = date(2005, 5, 5)
    nina = factories.a_person(marian, given_name="Nina", family_name="Quint", born_on=born)
    factories.a_person(marian, given_name="Tess", family_name="Quint", born_on=born)
    assert not any(one.is_certain for one in queries.possible_duplicates(nina))


def test_a_decision_has_a_file_that_only_coordinators_are_granted(marian, tomasz, esther):
    rosa, again = factories.rosa(marian, esther), factories.rosa(marian, esther)
    link = decide(rosa, again, marian)
    grants = Grant.objects.filter(file_id=link.file_id).select_related("holder")
    assert {grant.holder.kind for grant in grants} == {"hub"}
    assert [found.id for found in queries.links(rosa)] == [link.id]
    with factories.at_work(esther):
        assert queries.links(rosa) == []
        assert queries.find_link(link.id) is None
    with factories.at_work(tomasz):
        assert queries.find_link(link.id) == link


def test_decided_records_are_no_longer_offered_unless_nobody_was_sure(marian):
    rosa, again = factories.rosa(marian), factories.rosa(marian)
    decide(rosa, again, marian, SamePerson.NOT_SURE)
    (candidate,) = queries.possible_duplicates(rosa)
    assert candidate.link.decision == SamePerson.NOT_SURE
    for decision in (SamePerson.SAME, SamePerson.DIFFERENT):
        decide(rosa, again, marian, decision)
        assert queries.possible_duplicates(rosa) == []


def test_a_new_decision_takes_the_place_of_the_one_before_and_undoing_brings_the_question_back(marian):
    rosa, again = factories.rosa(marian), factories.rosa(marian)
    first = decide(rosa, again, marian, SamePerson.DIFFERENT)
    second = decide(again, rosa, marian, SamePerson.SAME)
    assert [link.id for link in queries.links(rosa)] == [second.id]
    assert Link.objects.get(id=first.id).undone_by == marian
    linking.undo_link(second, by=marian, at=factories.NOW)
    assert queries.links(rosa) == []
    assert [one.person for one in queries.possible_duplicates(rosa)] == [again]
    with pytest.raises(Refused, match="already undone"):
        linking.undo_link(second, by=marian, at=factories.NOW)


def test_linking_leaves_both_records_as_they_were(marian):
    rosa, again = factories.rosa(marian), factories.rosa(marian)
    before = [vars(queries.find_person(one.id)) | {"_state": None} for one in (rosa, again)]
    linking.undo_link(decide(rosa, again, marian), by=marian, at=factories.NOW)
    assert [vars(queries.find_person(one.id)) | {"_state": None} for one in (rosa, again)] == before


def test_nobody_decides_without_a_hub_a_reason_or_two_records(marian, esther):
    rosa, again = factories.rosa(marian, esther), factories.rosa(marian, esther)
    with factories.at_work(esther), pytest.raises(Refused, match="Only a hub's coordinator"):
        decide(rosa, again, esther)
    with pytest.raises(Invalid, match="reason"):
        decide(rosa, again, marian, why=" ")
    with pytest.raises(Refused, match="two different records"):
        decide(rosa, rosa, marian)


def test_the_database_keeps_two_records_in_one_order_and_one_decision_about_them(marian):
    rosa, again = factories.rosa(marian), factories.rosa(marian)
    link = decide(rosa, again, marian)
    copy = {
        "partnership_id": link.partnership_id,
        "file_id": link.file_id,
        "side": link.side,
        "category": link.category,
        "decision": "different",
        "why": "x",
        "decided_by": marian,
        "decided_at": factories.NOW,
    }
    with the_database_refuses("one_decision_about_two"):
        Link.objects.create(**copy, first_id=link.first_id, second_id=link.second_id)
    with the_database_refuses("a_link_joins_two_records_in_one_order"):
        Link.objects.create(**copy, first_id=link.second_id, second_id=link.first_id)


def test_a_number_that_two_records_share_is_named(marian):
    first = factories.darren(marian)
    number = ((IdentifierKind.PRISON_NUMBER, "a1234bc"),)
    factories.a_person(marian, side=Side.RESPONSIBLE, family_name="Quint", identifiers=number)
    (candidate,) = queries.possible_duplicates(first)
    assert [kind.label for kind in candidate.shared] == ["prison number"]

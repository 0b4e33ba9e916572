"""Adding people, and what is kept of them."""

from datetime import date

import pytest

from rjhub.audit.models import Entry
from rjhub.kernel.decisions import Refused
from rjhub.kernel.invalid import Invalid
from rjhub.people import queries, vault
from rjhub.people.actions.adding import add_person
from rjhub.people.actions.particulars import Particulars
from rjhub.people.models import ContactPoint, Person
from rjhub.people.tests import factories
from rjhub.people.vocabulary import ContactKind, IdentifierKind
from rjhub.sharing.actions.granting import Granted, Scope
from rjhub.sharing.vocabulary import Category, Purpose, Side

pytestmark = pytest.mark.django_db


def test_a_new_person_has_a_file_and_is_seen_by_those_it_was_granted_to(marian):
    rosa = factories.rosa(marian)
    assert queries.find_person(rosa.id) == rosa
    assert rosa.name == "Rosa Delacroix"
    with factories.at_work(factories.victim_worker()):
        assert queries.find_person(rosa.id) is None


def test_how_a_person_harmed_can_be_reached_goes_to_the_vault_only(marian, behind_the_walls):
    rosa = factories.rosa(marian)
    kept = {detail.kind: detail.value for detail in vault.open_contact(rosa, by=marian, purpose="test")}
    assert kept[ContactKind.MOBILE] == "+447700900321"
    assert kept[ContactKind.ADDRESS].endswith("BN1 1AA")
    assert not ContactPoint.objects.filter(person=rosa).exists()
    with behind_the_walls() as cursor:
        cursor.execute("SELECT string_agg(encode(sealed, 'escape'), ' ') FROM vault.contact")
        assert "BN1" not in cursor.fetchone()[0]


def test_how_a_person_responsible_can_be_reached_is_an_ordinary_protected_row(marian):
    darren = factories.darren(marian)
    assert [(point.kind, point.value) for point in queries.contact_points(darren)] == [
        (ContactKind.ADDRESS, "Room 2, The Sample\nLewes\nBN7 1AA"),
        (ContactKind.PHONE, "+441632960123"),
    ]


def test_numbers_are_kept_once_and_in_their_one_form(marian):
    numbers = ((IdentifierKind.PNC, "01/171310W"), (IdentifierKind.PNC, "2001/0171310W"))
    darren = factories.a_person(marian, side=Side.RESPONSIBLE, family_name="Pike", identifiers=numbers)
    assert [one.value for one in queries.identifiers(darren)] == ["2001/0171310W"]


def test_a_number_that_is_none_keeps_nothing_at_all(marian):
    before = Person.objects.count()
    with pytest.raises(Invalid, match="PNC"):
        factories.a_person(
            marian,
            side=Side.RESPONSIBLE,
            family_name="Pike",
            identifiers=((IdentifierKind.PNC, "2001/0171310X"),),
        )
    assert Person.objects.count() == before


def test_a_name_must_be_there_and_visible(marian):
    for name in ("", "   ", "Ro\u202esa", "x" * 81):
        with pytest.raises(Invalid):
            factories.a_person(marian, family_name=name)


def test_a_person_with_one_name_and_no_birthday_can_be_added(marian):
    baby = factories.a_person(marian, family_name="Delacroix")
    assert (baby.name, baby.born_on) == ("Delacroix", None)


def test_nobody_adds_a_person_whom_they_would_not_see(marian):
    adaeze = factories.probation_officer()
    everything = Granted((adaeze.principal,), Scope(purpose=Purpose.FACILITATE))
    with pytest.raises(Refused, match="would not be shared with you"):
        add_person(
            partnership_id=marian.partnership_id,
            side=Side.HARMED,
            particulars=Particulars(family_name="Delacroix"),
            granted=[everything],
            by=marian,
            at=factories.NOW,
        )


def test_a_probation_officer_cannot_hand_in_where_the_person_harmed_lives_as_if_it_were_theirs_to_see():
    with (
        factories.at_work(factories.probation_officer()) as adaeze,
        pytest.raises(Refused, match="how to reach them"),
    ):
        factories.rosa(adaeze)


def test_an_address_alone_needs_the_right_to_what_keeps_somebody_safe(marian):
    narrow = Scope(purpose=Purpose.FACILITATE, categories=(Category.IDENTITY, Category.CONTACT))
    with pytest.raises(Refused, match="safely"):
        add_person(
            partnership_id=marian.partnership_id,
            granted=[Granted((marian.principal,), narrow)],
            by=marian,
            at=factories.NOW,
            **factories.ROSA,
        )


def test_adding_is_on_record_without_what_was_added(marian, behind_the_walls):
    rosa = factories.rosa(marian)
    with behind_the_walls():
        entries = Entry.objects.filter(file_id=rosa.file_id).values_list("tag", "changed")
        assert ("people:person:add", []) in list(entries)
        assert "Rosa" not in str(list(entries))


def test_somebody_known_already_is_added_without_a_word(marian):
    with factories.at_work(factories.victim_worker()) as esther:
        factories.rosa(esther)
    again = factories.rosa(marian)
    assert again.name == "Rosa Delacroix"


def test_names_sort_and_are_found_whatever_their_accents(marian):
    person = factories.a_person(
        marian, given_name="Łucja", family_name="O\u2019Neill-Żak", born_on=date(2001, 2, 3)
    )
    assert person.sort_key == "oneill zak lucja"
    assert person.found_by == " oneill zak lucja "

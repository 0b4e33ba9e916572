"""Amending who somebody is, and what stays of what the record said."""

import dataclasses
from datetime import date, timedelta

import pytest

from rjhub.audit.models import Entry
from rjhub.kernel.decisions import Conflict, Refused
from rjhub.kernel.invalid import Invalid
from rjhub.people import policies, queries
from rjhub.people.actions import amending, naming, particulars
from rjhub.people.models import OtherName, Person
from rjhub.people.tests import factories
from rjhub.people.vocabulary import IdentifierKind, NameChange, NameKind
from rjhub.sharing.vocabulary import Category

pytestmark = pytest.mark.django_db
LATER = factories.NOW + timedelta(days=3)


def amend(person, by, **changes):
    more = {name: changes.pop(name) for name in ("version", "name_change") if name in changes}
    to = dataclasses.replace(particulars.of(person), **changes)
    return amending.amend_person(person, to=to, by=by, at=LATER, **{"version": person.version} | more)


def test_a_new_name_keeps_the_one_before_and_is_found_by_both(marian):
    rosa = amend(factories.rosa(marian), marian, family_name="Quint", name_change=NameChange.NEW_NAME)
    (former,) = queries.other_names(rosa)
    assert (former.kind, str(former), former.until) == (NameKind.FORMER, "Rosa Delacroix", date(2026, 10, 8))
    for name in ("quint", "delacroix"):
        assert queries.search(queries.Sought(name=name)).people == (rosa,)


def test_a_corrected_spelling_is_no_former_name_but_the_record_still_shows_what_it_said(marian):
    rosa = amend(factories.rosa(marian), marian, family_name="Delacroux", born_on=date(1991, 4, 8))
    assert queries.other_names(rosa) == []
    said = {(one.field, one.before, one.amended_by) for one in queries.amendments(rosa)}
    assert said == {("family_name", "Delacroix", marian), ("born_on", "1991-04-07", marian)}
    assert queries.search(queries.Sought(name="Delacroux", born_on=date(1991, 4, 8))).people == (rosa,)


def test_the_audit_names_the_fields_and_never_their_values(marian, behind_the_walls):
    rosa = amend(factories.rosa(marian), marian, family_name="Quint", needs_interpreter=True)
    with behind_the_walls():
        entry = Entry.objects.get(tag="people:person:amend", file_id=rosa.file_id)
    assert set(entry.changed) == {"family_name", "needs_interpreter"}
    assert "Quint" not in str(vars(entry))


def test_two_people_who_amend_at_once_do_not_overwrite_each_other(marian):
    rosa = factories.rosa(marian)
    amend(rosa, marian, known_as="Rosie")
    with pytest.raises(Conflict):
        amend(rosa, marian, pronouns="she/her", version=1)
    assert Person.objects.get(id=rosa.id).pronouns == ""


def test_saving_without_a_change_changes_nothing(marian):
    rosa = factories.rosa(marian)
    assert amend(rosa, marian).version == 1
    assert queries.amendments(rosa) == []


def test_a_name_cannot_be_taken_away(marian):
    with pytest.raises(Invalid, match="family name"):
        amend(factories.rosa(marian), marian, family_name=" ")


def test_somebody_granted_only_how_to_reach_a_person_cannot_change_who_they_are(marian, esther):
    rosa = factories.rosa(marian)
    factories.let_see(rosa, esther, Category.CONTACT)
    with factories.at_work(esther):
        assert not policies.may_amend(esther, rosa)
        with pytest.raises(Person.DoesNotExist):
            amend(rosa, esther, known_as="Rosie")


def test_an_alias_is_found_until_it_is_withdrawn(marian):
    darren = factories.darren(marian)
    alias = naming.add_other_name(
        darren, kind=NameKind.ALIAS, given_name="Dez", family_name="Pyke-Lowe", by=marian
    )
    assert queries.search(queries.Sought(name="pyke")).people == (darren,)
    naming.withdraw_other_name(alias, by=marian, at=LATER)
    assert queries.other_names(darren) == []
    assert queries.search(queries.Sought(name="lowe")).people == ()
    assert OtherName.objects.get(id=alias.id).withdrawn_at == LATER


def test_an_alias_needs_a_family_name(marian):
    with pytest.raises(Invalid, match="family name"):
        naming.add_other_name(
            factories.darren(marian), kind=NameKind.ALIAS, given_name="Dez", family_name="", by=marian
        )


def test_a_number_stands_on_a_record_once_and_can_come_back_after_it_was_withdrawn(marian):
    darren = factories.darren(marian)
    with pytest.raises(Refused, match="on the record already"):
        naming.add_identifier(darren, kind=IdentifierKind.PNC, value="01/171310W", by=marian)
    pnc = queries.identifiers(darren)[0]
    naming.withdraw_identifier(pnc, by=marian, at=LATER)
    assert queries.search(queries.Sought(number="2001/0171310W")).people == ()
    again = naming.add_identifier(darren, kind=IdentifierKind.PNC, value="01/171310W", by=marian)
    assert again.value == pnc.value
    assert queries.search(queries.Sought(number="01/171310w")).people == (darren,)


def test_a_number_of_another_kind_is_refused_in_words(marian):
    with pytest.raises(Invalid, match="X123456"):
        naming.add_identifier(
            factories.darren(marian), kind=IdentifierKind.CRN, value="2001/0171310W", by=marian
        )

"""How somebody can be reached, how safely, and where they are held."""

from dataclasses import replace
from datetime import date, timedelta
from unittest import mock

import pytest
from django.db import connection

from rjhub.audit.models import Consultation
from rjhub.kernel.decisions import Refused
from rjhub.kernel.invalid import Invalid
from rjhub.people import queries, vault
from rjhub.people.actions import custody, monitoring, reaching, safe_contact
from rjhub.people.actions.safe_contact import SafeWays
from rjhub.people.announcements import ContactChanged
from rjhub.people.models import SafeContact
from rjhub.people.tests import factories
from rjhub.people.tests.refusals import the_database_refuses
from rjhub.people.vocabulary import Channel, ContactKind, Voicemail
from rjhub.sharing.vocabulary import Category
from rjhub.tasks import announcing

pytestmark = pytest.mark.django_db
LATER = factories.NOW + timedelta(days=3)
WAYS = SafeWays(
    channels=(Channel.PHONE, Channel.LETTER),
    safe_to_write=True,
    safe_times="Weekdays before 3",
    code_word="Otter",
)


def opened(person, by):
    return {detail.kind: detail.value for detail in vault.open_contact(person, by=by, purpose="test")}


def announcing_to(heard):
    return mock.patch.object(announcing, "_tables", [{ContactChanged: [heard.append]}])


def keep(person, by, kind, value):
    reaching.keep_contact(person, kind=kind, value=value, by=by, at=LATER)


def test_opening_the_vault_is_on_record_before_it_answers(marian, behind_the_walls):
    rosa = factories.rosa(marian)
    vault.open_contact(rosa, by=marian, purpose="to ring about Tuesday")
    with behind_the_walls():
        entry = Consultation.objects.filter(files__contains=[rosa.file_id]).latest("id")
    assert (entry.staff_id, entry.agency_id, entry.door) == (marian.id, marian.agency_id, "test")
    assert entry.purpose == "to ring about Tuesday"
    assert (entry.sides, entry.categories, entry.tables) == (["harmed"], ["contact"], ["vault.contact"])


def test_a_grant_opens_nothing_that_no_clause_of_the_agreement_allows_any_more(marian, behind_the_walls):
    rosa = factories.rosa(marian)
    with behind_the_walls() as cursor:
        cursor.execute(
            "UPDATE sharing_allowance SET categories = array_remove(categories, 'contact') "
            "WHERE partnership_id = %s AND categories <> '{contact}'",
            [rosa.partnership_id],
        )
    with the_database_refuses("not granted"), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM vault.open_contact(%s, 'test', 'test')", [rosa.id])


def test_a_new_number_takes_the_place_of_the_one_before_which_is_kept(marian, behind_the_walls):
    rosa = factories.rosa(marian)
    keep(rosa, marian, ContactKind.MOBILE, "07700 900444")
    keep(rosa, marian, ContactKind.EMAIL, None)
    assert opened(rosa, marian)[ContactKind.MOBILE] == "+447700900444"
    assert ContactKind.EMAIL not in opened(rosa, marian)
    with behind_the_walls() as cursor:
        cursor.execute(
            "SELECT count(*) FROM vault.contact WHERE person_id = %s AND until IS NOT NULL", [rosa.id]
        )
        assert cursor.fetchone() == (2,)


def test_a_new_number_of_a_person_responsible_keeps_the_one_before_too(marian):
    darren = factories.darren(marian)
    keep(darren, marian, ContactKind.PHONE, "01632 960999")
    assert [str(one.value) for one in queries.contact_points(darren)][1] == "+441632960999"
    assert queries.search(queries.Sought(contact="01632 960999")).people == (darren,)
    assert queries.search(queries.Sought(contact="01632 960123")).people == ()


def test_what_is_no_number_is_refused_and_the_one_before_stays(marian):
    rosa = factories.rosa(marian)
    with pytest.raises(Invalid):
        keep(rosa, marian, ContactKind.MOBILE, "ring her mum")
    assert opened(rosa, marian)[ContactKind.MOBILE] == "+447700900321"


def test_a_sealed_value_moved_to_another_person_or_kind_does_not_open(marian, behind_the_walls):
    rosa = factories.rosa(marian)
    other = factories.a_person(marian, family_name="Elsewhere", contact={ContactKind.MOBILE: "07700 900555"})
    with behind_the_walls() as cursor:
        cursor.execute(
            "UPDATE vault.contact SET sealed = (SELECT sealed FROM vault.contact WHERE person_id = %s"
            " AND kind = 'mobile') WHERE person_id = %s",
            [rosa.id, other.id],
        )
    with pytest.raises(vault.Tampered):
        opened(other, marian)
    with behind_the_walls() as cursor:
        cursor.execute(
            "UPDATE vault.contact SET kind = 'phone' WHERE person_id = %s AND kind = 'mobile'", [rosa.id]
        )
    with pytest.raises(vault.Tampered):
        opened(rosa, marian)


def test_a_value_sealed_in_an_unknown_way_is_not_guessed_at(marian, behind_the_walls):
    rosa = factories.rosa(marian)
    with behind_the_walls() as cursor:
        cursor.execute(
            "UPDATE vault.contact SET sealed = set_byte(sealed, 0, 9) WHERE person_id = %s", [rosa.id]
        )
    with pytest.raises(vault.Tampered, match="unknown way"):
        opened(rosa, marian)


def test_the_application_has_no_right_to_the_vaults_table(marian):
    factories.rosa(marian)
    for statement in ("SELECT * FROM vault.contact", "UPDATE vault.contact SET until = now()"):
        with the_database_refuses("permission denied"), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_new_address_makes_it_unsafe_to_write_until_somebody_confirms_it(marian):
    rosa = factories.rosa(marian)
    heard = []
    safe_contact.confirm_safe_contact(rosa, ways=WAYS, by=marian, at=factories.NOW)
    with announcing_to(heard):
        keep(rosa, marian, ContactKind.ADDRESS, "9 The Instance\nHove\nBN3 1AA")
    now = queries.safe_contact(rosa)
    assert (now.safe_to_write, now.channels) == (False, [Channel.PHONE])
    assert (now.code_word, now.safe_times) == ("Otter", "Weekdays before 3")
    assert ContactChanged(rosa.partnership_id, rosa.id) in heard


def test_a_new_telephone_leaves_safe_writing_as_it_was(marian):
    rosa = factories.rosa(marian)
    safe_contact.confirm_safe_contact(rosa, ways=WAYS, by=marian, at=factories.NOW)
    keep(rosa, marian, ContactKind.MOBILE, "07700 900444")
    assert queries.safe_contact(rosa).safe_to_write


def test_letters_are_not_a_safe_way_where_writing_is_not_safe(marian):
    rosa = factories.rosa(marian)
    with pytest.raises(Invalid, match="letters"):
        safe_contact.confirm_safe_contact(rosa, ways=replace(WAYS, safe_to_write=False), by=marian, at=LATER)
    with the_database_refuses("letters_only_where_it_is_safe_to_write"):
        SafeContact.objects.create(
            **rosa.row_of(Category.SAFETY), channels=[Channel.LETTER], confirmed_at=LATER, safe_to_write=False
        )


def test_the_newest_safe_contact_counts_and_earlier_ones_stay(marian):
    rosa = factories.rosa(marian)
    safe_contact.confirm_safe_contact(rosa, ways=WAYS, by=marian, at=factories.NOW)
    newer = SafeWays(channels=(Channel.TEXT, Channel.TEXT), voicemail=Voicemail.NAME_ONLY)
    safe_contact.confirm_safe_contact(rosa, ways=newer, by=marian, at=LATER)
    assert queries.safe_contact(rosa).channels == [Channel.TEXT]
    assert SafeContact.objects.filter(person=rosa).count() == 2


def test_a_move_between_prisons_ends_the_stay_before(marian):
    darren = factories.darren(marian)
    custody.record_custody(darren, prison_code="LWI", since=date(2026, 3, 2), by=marian)
    custody.record_custody(darren, prison_code="FDI", since=date(2026, 8, 1), by=marian)
    assert [(one.prison_code, one.until) for one in queries.custodies(darren)] == [
        ("FDI", None),
        ("LWI", date(2026, 8, 1)),
    ]
    custody.end_custody(darren, on=date(2026, 9, 30), by=marian)
    assert queries.current_custody(darren) is None
    with pytest.raises(Refused, match="not recorded as held"):
        custody.end_custody(darren, on=date(2026, 10, 1), by=marian)


def test_custody_takes_a_known_prison_possible_days_and_a_person_responsible(marian):
    darren = factories.darren(marian)
    with pytest.raises(Invalid, match="Choose a prison"):
        custody.record_custody(darren, prison_code="ZZZ", since=date(2026, 3, 2), by=marian)
    custody.record_custody(darren, prison_code="LWI", since=date(2026, 3, 2), by=marian)
    with pytest.raises(Invalid, match="2 March 2026"):
        custody.end_custody(darren, on=date(2026, 3, 1), by=marian)
    with pytest.raises(Refused, match="people responsible only"):
        custody.record_custody(factories.rosa(marian), prison_code="LWI", since=date(2026, 3, 2), by=marian)


def test_not_asked_is_not_the_same_as_prefers_not_to_say(marian):
    rosa = factories.rosa(marian)
    monitoring.record_equality(rosa, answers={"ethnicity": "NS"}, by=marian, at=LATER)
    kept = queries.equality(rosa)
    assert (kept.ethnicity, kept.get_ethnicity_display()) == ("NS", "Prefers not to say")
    assert kept.religion == ""
    with pytest.raises(Invalid, match="not one of the answers"):
        monitoring.record_equality(rosa, answers={"sex": "W9"}, by=marian, at=LATER)

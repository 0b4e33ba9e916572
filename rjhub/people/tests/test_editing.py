"""The pages that change a person's record."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.http import urlencode

from rjhub.people import approach
from rjhub.people.tests import factories, walls
from rjhub.people.tests.browsing import MARIAN, post, stored, text_of, the_day
from rjhub.people.vocabulary import Approach

pytestmark = pytest.mark.django_db


def particulars(person, **changes):
    person = stored(person).person
    answers = {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "middle_names": "",
        "known_as": "",
        "pronouns": "",
        "language": "French",
        "needs_interpreter": "no",
        "communication_needs": "",
        "version": str(person.version),
        **the_day("born_on", person.born_on),
    }
    return {**answers, **changes}


def test_a_no_is_recorded_as_the_widest_and_shown_as_a_warning_to_everybody(rosa):
    answers = {"scope": "everything", "lasting": "always", **the_day("said_on", date(2026, 10, 1))}
    assert post(rosa, "stop", answers).status_code == 302
    page = text_of(factories.signed_in(MARIAN).get(f"/people/{rosa.id}"))
    assert "Warning: Do not contact Rosa Delacroix. They asked not to be contacted." in page
    assert "No contact at all" in page
    with factories.at_work(factories.coordinator()):
        assert approach.may_be_approached(rosa.id) is Approach.STOPPED


def test_a_narrower_no_asks_which_way_and_until_when(rosa):
    answers = {"scope": "channel", "lasting": "until", **the_day("said_on", date(2026, 10, 1))}
    page = text_of(post(rosa, "stop", answers))
    assert "Select which way they do not want" in page
    assert "Enter the day on which they may be asked again" in page
    later = date(2030, 1, 2)
    assert post(rosa, "stop", {**answers, "channel": "text", **the_day("until", later)}).status_code == 302
    page = text_of(factories.signed_in(MARIAN).get(f"/people/{rosa.id}"))
    assert "Rosa Delacroix asked not to be contacted by text message." in page
    assert "ask again on 2 January 2030" in page


def test_their_own_wish_to_be_contacted_again_is_recorded_with_how_they_asked(rosa):
    post(rosa, "stop", {"scope": "everything", "lasting": "always", **the_day("said_on", date(2026, 10, 1))})
    (stop,) = stored(rosa).stops
    asked = {"how_they_asked": "She rang the hub", **the_day("asked_on", date(2026, 10, 20))}
    assert "Enter how they asked" in text_of(
        post(rosa, "lifting", {**asked, "how_they_asked": ""}, args=[stop.id])
    )
    assert post(rosa, "lifting", asked, args=[stop.id]).status_code == 302
    assert stored(rosa).approach is Approach.CLEAR
    assert post(rosa, "lifting", asked, args=[stop.id]).status_code == 404


def test_a_changed_name_asks_why_and_keeps_everything_typed_until_it_is_said(rosa):
    page = post(rosa, "particulars", particulars(rosa, family_name="Quint", pronouns="she/her"))
    assert "Error: " in page.content.decode()
    assert "Select why the name changes" in text_of(page)
    assert 'value="Quint"' in page.content.decode()
    assert 'value="she/her"' in page.content.decode()
    done = post(rosa, "particulars", particulars(rosa, family_name="Quint", name_change="new_name"))
    assert done.status_code == 302
    assert "Delacroix" in [name.family_name for name in stored(rosa).other_names]
    history = text_of(factories.signed_in(MARIAN).get(f"/people/{rosa.id}/history"))
    assert "Family name" in history
    assert "Delacroix" in history


def test_two_people_who_change_a_record_at_once_see_both_versions_side_by_side(rosa):
    first, second = particulars(rosa, known_as="Rosie"), particulars(rosa, known_as="Ro")
    assert post(rosa, "particulars", first).status_code == 302
    clash = post(rosa, "particulars", second)
    assert clash.status_code == 409
    page = text_of(clash)
    assert "Marian Okafor changed this on" in page
    assert "Known as They saved Rosie You typed Ro" in page
    assert stored(rosa).person.known_as == "Rosie"
    assert post(rosa, "particulars", {**second, "version": "2"}).status_code == 302
    assert stored(rosa).person.known_as == "Ro"


@pytest.mark.parametrize("name", ["Ro\u202esa", "Ro\x00sa", "x" * 81])
def test_a_name_that_cannot_be_kept_is_refused_in_words_and_nothing_is_lost(rosa, name):
    page = post(rosa, "particulars", particulars(rosa, family_name=name, pronouns="she/her"))
    assert page.status_code == 200
    assert "There is a problem" in text_of(page)
    assert 'value="she/her"' in page.content.decode()
    assert stored(rosa).person.family_name == "Delacroix"


def test_names_and_identifiers_are_added_and_withdrawn(darren):
    assert (
        post(darren, "name", {"kind": "alias", "given_name": "D", "family_name": "Pyke"}).status_code == 302
    )
    wrong = post(darren, "identifier", {"kind": "crn", "value": "nonsense"})
    assert "Enter a probation CRN like X123456" in text_of(wrong)
    assert 'value="nonsense"' in wrong.content.decode()
    assert post(darren, "identifier", {"kind": "crn", "value": "x 123456"}).status_code == 302
    (alias,), numbers = stored(darren).other_names, stored(darren).identifiers
    assert [number.value for number in numbers] == ["X123456", "2001/0171310W", "A1234BC"]
    for name, row in (("name_withdrawal", alias), ("identifier_withdrawal", numbers[0])):
        assert "Withdraw" in text_of(
            factories.signed_in(MARIAN).get(reverse(f"people:{name}", args=[darren.id, row.id]))
        )
        assert post(darren, name, {}, args=[row.id]).status_code == 302
        assert post(darren, name, {}, args=[row.id]).status_code == 404
    assert stored(darren).other_names == []


def test_an_identifier_that_is_there_already_is_refused_with_its_reason(darren):
    again = post(darren, "identifier", {"kind": "pnc", "value": "01/171310W"})
    assert again.status_code == 403
    assert "PNC ID 2001/0171310W is on the record already." in text_of(again)


def test_a_new_telephone_number_is_entered_without_showing_the_one_before(rosa):
    page = factories.signed_in(MARIAN).get(f"/people/{rosa.id}/contact/mobile")
    assert not list(walls.texts_of(page.content.decode()))
    wrong = post(rosa, "contact_of", {"has": "new", "value": "07700 90032"}, args=["mobile"])
    assert "No such telephone number is in use" in text_of(wrong)
    assert (
        post(rosa, "contact_of", {"has": "new", "value": "07700 900777"}, args=["mobile"]).status_code == 302
    )
    assert post(rosa, "contact_of", {"has": "none"}, args=["email"]).status_code == 302
    opened = text_of(post(rosa, "contact", {"purpose": "check"}))
    assert "07700 900777" in opened
    assert "rosa@delacroix.example" not in opened
    assert post(rosa, "contact_of", {"has": "none"}, args=["pigeon"]).status_code == 404


def test_safe_contact_starts_with_what_was_said_before_and_is_confirmed_anew(rosa):
    page = factories.signed_in(MARIAN).get(f"/people/{rosa.id}/safe-contact").content.decode()
    assert 'value="Otter"' in page
    answers = {"channels": ["phone", "letter"], "safe_to_write": "no", "voicemail": "never", "version": "1"}
    assert "Take out letters" in text_of(post(rosa, "safe_contact", answers))
    assert post(rosa, "safe_contact", {**answers, "safe_to_write": "yes"}).status_code == 302
    assert stored(rosa).safe_contact.channels == ["phone", "letter"]


def test_two_people_who_confirm_safe_contact_at_once_see_both_answers(rosa):
    ways = {"channels": ["text"], "safe_to_write": "no", "voicemail": "never", "version": "1"}
    assert post(rosa, "safe_contact", ways).status_code == 302
    clash = post(rosa, "safe_contact", {**ways, "channels": ["visit"]})
    assert clash.status_code == 409
    assert "They saved Text message You typed Visit" in text_of(clash)
    assert stored(rosa).safe_contact.channels == ["text"]
    assert post(rosa, "safe_contact", {**ways, "channels": ["visit"], "version": "2"}).status_code == 302


def test_two_people_who_record_equality_at_once_see_both_answers(rosa):
    assert post(rosa, "equality", {"sex": "F", "version": "1"}).status_code == 302
    clash = post(rosa, "equality", {"sex": "NS", "version": "1"})
    assert clash.status_code == 409
    assert "They saved Female You typed Prefers not to say" in text_of(clash)
    assert stored(rosa).equality.sex == "F"


def test_custody_and_release_are_recorded(darren):
    assert (
        post(darren, "custody", {"prison_code": "FDI", **the_day("since", date(2026, 8, 1))}).status_code
        == 302
    )
    too_early = post(darren, "release", the_day("on", date(2026, 7, 1)))
    assert "Enter a day on or after 1 August 2026" in text_of(too_early)
    assert post(darren, "release", the_day("on", date(2026, 9, 1))).status_code == 302
    assert [stay.until for stay in stored(darren).custodies] == [date(2026, 9, 1), date(2026, 8, 1)]
    assert post(darren, "release", the_day("on", date(2026, 9, 1))).status_code == 404


def test_equality_answers_are_each_optional(rosa):
    assert (
        post(rosa, "equality", {"ethnicity": "", "sex": "NS", "religion": "SIKH", "version": "1"}).status_code
        == 302
    )
    kept = stored(rosa).equality
    assert (kept.ethnicity, kept.sex, kept.religion, kept.disability) == ("", "NS", "SIKH", "")
    page = text_of(factories.signed_in(MARIAN).get(f"/people/{rosa.id}"))
    assert "Ethnicity Not asked" in page
    assert "Sex Prefers not to say" in page


@pytest.mark.parametrize(
    ("back", "to"),
    [
        ("/cases/SX-26-0000-0", "/cases/SX-26-0000-0"),
        ("https://elsewhere.example/cases/", None),
        ("//elsewhere.example", None),
    ],
)
def test_whoever_came_from_a_case_goes_back_to_it_and_nowhere_else(rosa, back, to):
    answers = {"channels": ["phone"], "safe_to_write": "no", "voicemail": "never", "version": "1"}
    address = f"/people/{rosa.id}/safe-contact?{urlencode({'back': back})}"
    client = factories.signed_in(MARIAN)
    assert f'href="{to or f"/people/{rosa.id}"}' in client.get(address).content.decode()
    assert client.post(address, answers)["Location"].startswith(to or f"/people/{rosa.id}")

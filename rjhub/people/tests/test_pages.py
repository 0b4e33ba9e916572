"""The pages about people, through the browser's door."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import get_resolver, reverse

from rjhub.audit.models import Consultation
from rjhub.people import approach, queries
from rjhub.people.actions import custody, monitoring, naming, safe_contact, stopping
from rjhub.people.actions.safe_contact import SafeWays
from rjhub.people.models import Link
from rjhub.people.tests import factories, walls
from rjhub.people.vocabulary import Approach, Channel, NameKind, SamePerson
from rjhub.sharing.vocabulary import Category

pytestmark = pytest.mark.django_db
MARIAN = "Marian Okafor"


@pytest.fixture
def rosa():
    """Rosa, whom the Bognor Regis hub knows, with all that a record can hold."""
    with factories.at_work(factories.coordinator()) as marian:
        rosa = factories.rosa(marian)
        ways = SafeWays(channels=(Channel.PHONE,), code_word="Otter", safe_times="Weekdays before 3")
        safe_contact.confirm_safe_contact(rosa, ways=ways, by=marian, at=factories.NOW)
        monitoring.record_equality(rosa, answers={"ethnicity": "W9"}, by=marian, at=factories.NOW)
        naming.add_other_name(rosa, kind=NameKind.ALIAS, given_name="Rose", family_name="Croix", by=marian)
    return rosa


@pytest.fixture
def darren():
    """Darren, whom the Bognor Regis hub knows, held in Lewes."""
    with factories.at_work(factories.coordinator()) as marian:
        darren = factories.darren(marian)
        custody.record_custody(darren, prison_code="LWI", since=date(2026, 3, 2), by=marian)
    return darren


def text_of(response):
    """What a page says, without its tags."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(words.replace("&#39;", "'").replace("’", "'").split())


def post(person, name, data, who=MARIAN, args=()):
    return factories.signed_in(who).post(reverse(f"people:{name}", args=[person.id, *args]), data)


def the_day(name, day):
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def stored(person):
    with factories.at_work(factories.coordinator()):
        return queries.contents_of(queries.find_person(person.id))


def test_a_record_puts_how_to_make_contact_safely_before_everything_else(rosa):
    page = text_of(factories.signed_in(MARIAN).get(f"/people/{rosa.id}"))
    order = [
        "Never leave a message for Rosa Delacroix",
        "Contact them safely",
        "Said no to contact",
        "Who they are",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    for words in (
        "Weekdays before 3",
        "Otter",
        "Rose Croix",
        "French",
        "White: any other background",
        "Not asked",
    ):
        assert words in page


def test_a_record_without_safe_contact_says_so_loudly():
    with factories.at_work(factories.coordinator()) as marian:
        plain = factories.a_person(marian, given_name="Ida", family_name="Quint")
    page = text_of(factories.signed_in(MARIAN).get(f"/people/{plain.id}"))
    assert "Warning: Nobody has recorded how to contact Ida Quint safely" in page


def test_a_record_of_a_person_responsible_shows_how_to_reach_them_and_where_they_are_held(darren):
    page = text_of(factories.signed_in(MARIAN).get(f"/people/{darren.id}"))
    for words in ("Daz Pike", "01632 960123", "BN7 1AA", "Lewes", "2 March 2026 to now", "2001/0171310W"):
        assert words in page


def test_contact_details_of_a_person_harmed_are_shown_once_after_saying_why(rosa, behind_the_walls):
    client = factories.signed_in(MARIAN)
    for page in ("", "/contact", "/history", "/duplicates"):
        assert not list(
            walls.texts_of(client.get(f"/people/{rosa.id}{page}").content.decode().replace("Otter", ""))
        )
    refused = client.post(f"/people/{rosa.id}/contact", {"purpose": ""})
    assert "Select why you need the contact details" in text_of(refused)
    opened = client.post(f"/people/{rosa.id}/contact", {"purpose": "other", "other": "To send a parcel"})
    assert {"07700 900321", "BN1 1AA", "rosa@delacroix.example"} <= set(
        re.findall(r"07700 900321|BN1 1AA|rosa@\S+e", text_of(opened))
    )
    assert "no-store" in opened["Cache-Control"]
    assert "900321" not in re.search(r"<title>(.*?)</title>", opened.content.decode(), re.DOTALL)[1]
    with behind_the_walls():
        entries = Consultation.objects.filter(
            files__contains=[rosa.file_id], tables__contains=["vault.contact"]
        )
        last = entries.latest("id")
    assert (last.purpose, last.door, last.staff_id) == (
        "To send a parcel",
        "people:contact",
        factories.coordinator().id,
    )


def test_the_vault_is_opened_only_for_people_harmed(darren):
    assert post(darren, "contact", {"purpose": "contact"}).status_code == 404


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
    assert "Not by text message: Rosa Delacroix asked for that." in page
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
    answers = {"channels": ["phone", "letter"], "safe_to_write": "no", "voicemail": "never"}
    assert "Take out letters" in text_of(post(rosa, "safe_contact", answers))
    assert post(rosa, "safe_contact", {**answers, "safe_to_write": "yes"}).status_code == 302
    assert stored(rosa).safe_contact.channels == ["phone", "letter"]


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
    assert post(rosa, "equality", {"ethnicity": "", "sex": "NS", "religion": "SIKH"}).status_code == 302
    kept = stored(rosa).equality
    assert (kept.ethnicity, kept.sex, kept.religion, kept.disability) == ("", "NS", "SIKH", "")
    page = text_of(factories.signed_in(MARIAN).get(f"/people/{rosa.id}"))
    assert "Ethnicity Not asked" in page
    assert "Sex Prefers not to say" in page


def test_a_coordinator_compares_two_records_decides_and_undoes_it(rosa):
    with factories.at_work(factories.coordinator()) as marian:
        again = factories.rosa(marian)
    client = factories.signed_in(MARIAN)
    page = text_of(client.get(f"/people/{rosa.id}/duplicates"))
    assert "Surely the same" in page
    assert "same name and date of birth" in page
    assert "7 April 1991" in text_of(client.get(f"/people/{rosa.id}/duplicates/{again.id}"))
    unsaid = client.post(f"/people/{rosa.id}/duplicates/{again.id}", {"decision": "same", "why": ""})
    assert "Enter the reason" in text_of(unsaid)
    client.post(f"/people/{rosa.id}/duplicates/{again.id}", {"decision": "same", "why": "Same address"})
    assert "Same address" in text_of(client.get(f"/people/{rosa.id}/duplicates"))
    with factories.at_work(factories.coordinator()):
        link = Link.objects.get(decision=SamePerson.SAME)
    client.post(f"/people/{rosa.id}/links/{link.id}/undoing")
    assert "Same address" not in text_of(client.get(f"/people/{rosa.id}/duplicates"))
    assert client.post(f"/people/{rosa.id}/links/{link.id}/undoing").status_code == 404
    assert client.get(f"/people/{rosa.id}/duplicates/{rosa.id}").status_code == 404


def test_a_search_shows_who_was_found_and_puts_no_name_into_an_address(rosa):
    client = factories.signed_in(MARIAN)
    assert "Results" not in text_of(client.get("/people"))
    assert "Results" not in text_of(client.get("/people?name=delacroix"))
    assert "Enter a name, a date of birth" in text_of(client.post("/people", {"name": ""}))
    found = client.post("/people", {"name": "delacroi"})
    assert "1 person found" in text_of(found)
    assert f"/people/{rosa.id}" in found.content.decode()
    assert "Nobody is found" in text_of(client.post("/people", {"name": "nobody"}))
    wrong = client.post("/people", {"name": "delacroix", "born_on-day": "45", "born_on-month": "1"})
    assert 'value="delacroix"' in wrong.content.decode()


def addresses(person, other=None):
    """Every address of the room, for one person."""
    fill = {"person_id": person, "kind": "mobile"}
    for pattern in get_resolver("rjhub.people.urls").url_patterns:
        if pattern.name == "search":
            continue
        names = pattern.pattern.converters
        yield reverse(
            f"people:{pattern.name}", kwargs={name: fill.get(name, other or uuid4()) for name in names}
        )


def without_time(headers):
    return {name: value for name, value in headers.items() if name != "Expires"}


OUTSIDERS = ("Ryan Tipping", "Esther Lindqvist", "Tomasz Zielinski", "Judith Arkwright", "Imogen Farrant")


@pytest.mark.parametrize("name", OUTSIDERS)
def test_a_person_who_is_hidden_looks_exactly_like_one_who_is_not_there(rosa, name):
    client, nobody = factories.signed_in(name), uuid4()
    for hidden, missing in zip(addresses(rosa.id), addresses(nobody), strict=True):
        for ask in (client.get, client.post):
            one, other = ask(hidden), ask(missing)
            assert one.status_code == other.status_code
            assert one.status_code in {404, 405}
            assert one.content == other.content
            assert without_time(one.headers) == without_time(other.headers)


def test_somebody_on_the_responsible_side_sees_the_name_and_nothing_that_endangers(rosa):
    adaeze = factories.probation_officer()
    with factories.at_work(factories.coordinator()) as marian:
        factories.let_see(rosa, adaeze)
        stopping.record_stop(
            rosa, said_on=factories.NOW.date(), said_to=marian.agency, by=marian, at=factories.NOW
        )
    client = factories.signed_in(adaeze.name)
    page = client.get(f"/people/{rosa.id}")
    said = text_of(page)
    assert "Rosa Delacroix" in said
    assert "They asked not to be contacted" in said
    for words in ("Contact details", "Contact them safely", "Weekdays", "Otter", "Told to", "Custody"):
        assert words not in said
    for address in ("contact", "contact/mobile", "contact/address", "safe-contact"):
        hidden = client.get(f"/people/{rosa.id}/{address}")
        assert hidden.status_code == 404
        assert hidden.content == client.get(f"/people/{uuid4()}/{address}").content
        assert client.post(f"/people/{rosa.id}/{address}", {"purpose": "check"}).status_code == 404
    everything = "".join(
        ask(address).content.decode() for address in addresses(rosa.id) for ask in (client.get, client.post)
    )
    assert not list(walls.texts_of(everything))


def test_a_wrong_wall_would_be_seen_through_the_browser(rosa, behind_the_walls):
    """The test above can fail: with a grant across the wall, the page shows what it must not."""
    adaeze = factories.probation_officer()
    with factories.at_work(factories.coordinator()):
        factories.let_see(rosa, adaeze)
    with behind_the_walls() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE sharing_grant DROP CONSTRAINT the_wall")
        cursor.execute(
            "UPDATE sharing_grant SET categories = categories || ARRAY['safety'] WHERE file_id = %s AND holder_id = %s",
            [rosa.file_id, adaeze.principal_id],
        )
    assert "Otter" in text_of(factories.signed_in(adaeze.name).get(f"/people/{rosa.id}"))


def test_reading_a_record_is_recorded_with_its_page(rosa, behind_the_walls):
    factories.signed_in(MARIAN).get(f"/people/{rosa.id}")
    with behind_the_walls():
        last = Consultation.objects.latest("id")
    assert (last.door, last.files) == ("people:person", [rosa.file_id])
    assert set(last.categories) >= {Category.IDENTITY, Category.SAFETY, Category.EQUALITY}


def test_a_record_takes_the_same_number_of_queries_however_much_it_holds(rosa, django_assert_max_num_queries):
    client = factories.signed_in(MARIAN)
    client.get(f"/people/{rosa.id}")
    with factories.at_work(factories.coordinator()) as marian:
        for number in range(5):
            naming.add_other_name(
                rosa, kind=NameKind.ALIAS, given_name="R", family_name=f"Quint{chr(97 + number)}", by=marian
            )
            stopping.record_stop(
                rosa, said_on=factories.NOW.date(), said_to=marian.agency, by=marian, at=factories.NOW
            )
    with django_assert_max_num_queries(26):
        client.get(f"/people/{rosa.id}")


def test_nobody_reads_anything_without_signing_in(rosa, client):
    for address in ("/people", *addresses(rosa.id)):
        for ask in (client.get, client.post):
            answer = ask(address)
            assert answer.status_code in {302, 403, 404, 405}, address
            assert not list(walls.texts_of(answer.content.decode()))
            assert "Delacroix" not in answer.content.decode()

"""A person's record, the vault, the search and the duplicates, through the browser's door."""

import re

import pytest

from rjhub.audit.models import Consultation
from rjhub.people.actions import naming, stopping
from rjhub.people.tests import factories, walls
from rjhub.people.tests.browsing import MARIAN, post, text_of
from rjhub.people.vocabulary import NameKind

pytestmark = pytest.mark.django_db


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

"""Beside what is shown of a case and of a person stands why the reader sees exactly that."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rjhub.cases import navigation, queries
from rjhub.cases.models import Case
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.cases.tests.shut import ADAEZE, GARETH, MARIAN

pytestmark = pytest.mark.django_db
PAGES = {
    "case": "", "timeline": "/timeline", "responsibility": "/responsibility", "kept_out": "/kept-out",
    "ending": "/ending", "information": "/information", "contacts": "/contacts", "documents": "/documents",
    "consents": "/consents", "acknowledgements": "/acknowledgements", "suitability": "/suitability", "risk": "/risk",
    "sensitivity": "/sensitivity", "preparation": "/preparation", "meetings": "/meetings", "messages": "/messages",
    "agreements": "/agreements", "follow_ups": "/follow-ups", "letters": "/letters", "duties": "/duties",
}  # fmt: skip
# How the area works, not what is known of anybody.
OPEN = {"pathway"}
# They show nothing but what was asked and added, each with its own link.
ONLY_WITH_ROWS = {"information"}


@pytest.fixture
def case() -> Case:
    with at_work(member(MARIAN)) as marian:
        made = a_case(marian)
        facilitated(made, marian)
    return made


def links(browser: Client, address: str) -> list[str]:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return re.findall(r'href="([^"]*/why[^"]*)"', answer.content.decode())


def line(page: str, key: str) -> str:
    found = re.search(rf'<tr[^>]*id="{key}".*?</tr>', page, re.DOTALL)
    assert found, key
    return found[0]


def test_every_page_of_a_case_is_known_here() -> None:
    named = {name for _, entries in navigation.SECTIONS for _, name in entries}
    assert named == set(PAGES) | OPEN


@pytest.mark.parametrize("name", [MARIAN, GARETH, ADAEZE])
def test_each_panel_leads_to_the_line_that_explains_it(case: Case, name: str) -> None:
    browser = signed_in(name)
    address = f"/cases/{case.reference}"
    why = browser.get(f"{address}/why").content.decode()
    for page, path in PAGES.items():
        found = links(browser, address + path)
        assert found or page in ONLY_WITH_ROWS, page
        for link in found:
            there, _, key = link.partition("#")
            assert there == f"{address}/why", page
            assert not key or f'id="{key}"' in why, (page, key)


def test_a_panel_that_is_closed_leads_to_why_not(case: Case) -> None:
    marian, adaeze = signed_in(MARIAN), signed_in(ADAEZE)
    address = f"/cases/{case.reference}"
    assert f"{address}/why#harmed-casework" in links(adaeze, f"{address}/contacts")
    assert "Not seen" in line(adaeze.get(f"{address}/why").content.decode(), "harmed-contact")
    assert "To coordinate the case at the hub" in line(
        marian.get(f"{address}/why").content.decode(), "harmed-casework"
    )


def test_each_card_of_a_person_leads_to_the_line_that_explains_it(case: Case) -> None:
    with at_work(member(MARIAN)):
        alice, kyle = (party.person for party in queries.parties_of(case))
    marian = signed_in(MARIAN)
    for person in (alice, kyle):
        why = marian.get(f"/people/{person.id}/why").content.decode()
        found = links(marian, f"/people/{person.id}")
        assert len(found) >= 6
        for link in found:
            there, _, key = link.partition("#")
            assert there == f"/people/{person.id}/why"
            assert "Seen" in line(why, key)
    assert signed_in("Owen Trevor").get(f"/people/{alice.id}/why").status_code == 404


def test_it_costs_a_page_no_statement_and_its_own_page_few(case: Case) -> None:
    browser = signed_in(MARIAN)
    address = f"/cases/{case.reference}"
    browser.get(f"{address}/why")
    for path in ("/risk", ""):
        with CaptureQueriesContext(connection) as asked:
            browser.get(address + path)
        assert not any("sharing_allowance" in one["sql"] for one in asked)
    with CaptureQueriesContext(connection) as asked:
        browser.get(f"{address}/why")
    assert len(asked) <= 24, [one["sql"][:90] for one in asked]

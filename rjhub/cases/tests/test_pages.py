"""The pages of a case, through the browser's door."""

import pytest

from rjhub.cases.tests.factories import a_case, at_work, member, signed_in

pytestmark = pytest.mark.django_db


def test_a_coordinator_finds_her_case_in_the_list_and_opens_it() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
    client = signed_in("Marian Okafor")
    assert case.reference in client.get("/cases").content.decode()
    page = client.get(f"/cases/{case.reference}").content.decode()
    assert "Alice Fenwick" in page
    assert "Kyle Marsden" in page
    # Whoever goes by keyboard does not have to pass all pages of the case on each of them.
    assert page.index('href="#page-content"') < page.index(f'href="/cases/{case.reference}/timeline"')
    assert page.index(f'href="/cases/{case.reference}/timeline"') < page.index('id="page-content"')


def test_a_case_that_is_hidden_looks_like_one_that_is_not_there() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
    client = signed_in("Ryan Tipping")
    hidden, missing = client.get(f"/cases/{case.reference}"), client.get("/cases/SX-00000-00000")
    assert hidden.status_code == missing.status_code == 404

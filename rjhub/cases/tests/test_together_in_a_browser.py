"""Every page of bringing people together in a browser: accessible, whole on a desk and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.looking import opened_with, wrong_with, wrong_with_each
from rjhub.cases.tests.ready import a_ready_case
from rjhub.cases.tests.together import PAGES, everything
from rjhub.design.tests import browser
from rjhub.partnership.tests import site

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as opened:
        yield opened


@pytest.fixture
def names(db: None) -> dict[str, str]:
    """A case with something on every page: what stands for an address, and the session of each member."""
    with at_work(member("Marian Okafor")) as marian:
        case = a_ready_case(marian)
        empty = a_case(marian, harmed="Rose Amery", responsible="Dean Cole")
    with at_work(member("Gareth Pugh")) as gareth:
        found = everything(case, gareth)
    sessions = {name: signed_in(name).cookies["sessionid"].value for name in (*PAGES, "Marian Okafor")}
    return {
        "CASE": f"/cases/{case.reference}",
        "EMPTY": f"/cases/{empty.reference}",
        **found,
        **sessions,
    }


@pytest.fixture
def address(names: dict[str, str]) -> Iterator[str]:
    """The program, served once everything is there."""
    with site.serving() as at:
        yield at


def test_every_page_of_bringing_people_together_is_accessible_and_whole(
    chromium: Browser, address: str, names: dict[str, str]
) -> None:
    assert wrong_with_each(PAGES, chromium, address, names) == []


def test_a_case_with_everything_still_to_do_says_what_comes_first(
    chromium: Browser, address: str, names: dict[str, str]
) -> None:
    page = opened_with(names["Marian Okafor"], chromium, address)
    wrong = []
    for place in ("/preparation", "/meetings", "/messages", "/agreements", "/follow-ups"):
        page.goto(f"{address}{names['EMPTY']}{place}")
        wrong += wrong_with(page, f"empty {place}")
    assert wrong == []


def test_a_record_sent_empty_says_what_to_do(chromium: Browser, address: str, names: dict[str, str]) -> None:
    page = opened_with(names["Gareth Pugh"], chromium, address)
    page.goto(f"{address}{names['CASE']}/meetings/{names['PLANNED']}/record")
    page.get_by_role("button", name="Save what took place").click()
    page.wait_for_load_state()
    assert page.get_by_role("link", name="Enter what came out of it").is_visible()
    assert wrong_with(page, "record with errors") == []

"""The pages of the asking room in a browser: accessible, and whole on a desk and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from rjhub.asking.tests.factories import DARREN, NOBODY, ROSA, asks
from rjhub.cases.tests.looking import opened_with, wrong_with
from rjhub.design.tests import browser
from rjhub.partnership.tests import site
from rjhub.people.tests.factories import at_work, darren, member, rosa, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
POLICE, PROBATION, HUB, OFFICER = "Dean Whitlock", "Adaeze Obi", "Marian Okafor", "Colin Ashdown"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as opened:
        yield opened


@pytest.fixture
def address(db: None) -> Iterator[str]:
    with at_work(member(HUB)) as marian:
        rosa(marian)
        darren(marian)
    with site.serving() as at:
        yield at


def session(name: str) -> str:
    return str(signed_in(name).cookies["sessionid"].value)


def test_every_page_is_accessible_and_whole(chromium: Browser, address: str) -> None:
    ring, nothing = asks(POLICE, DARREN).id, asks(POLICE, NOBODY).id
    asks(PROBATION, ROSA)
    wrong = []
    pages = {
        POLICE: ("", f"/{ring}", f"/{nothing}", f"/{nothing}/approach"),
        HUB: ("/to-the-hub",),
        OFFICER: ("/at-your-agency",),
    }
    for name, places in pages.items():
        page = opened_with(session(name), chromium, address)
        for number, place in enumerate(places):
            answer = page.goto(f"{address}/before-you-approach{place}")
            assert answer
            assert answer.status == 200, place
            wrong += wrong_with(page, f"asking {name} {number}")
        page.context.close()
    page = opened_with(session(POLICE), chromium, address)
    page.goto(f"{address}/before-you-approach")
    page.fill("input[name=family_name]", "Pike")
    page.click("main button[type=submit]")
    assert page.locator(".govuk-error-summary").is_visible()
    wrong += wrong_with(page, "asking too little")
    page.fill("input[name=number]", "A1234BC")
    page.click("main button[type=submit]")
    assert page.locator("h1").inner_text() == "Ring the hub before you approach them"
    page.context.close()
    assert wrong == []

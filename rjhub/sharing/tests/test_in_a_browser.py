"""The pages of the agreement in a browser: accessible, whole on a desk, on a phone and on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from rjhub.cases.models import Case
from rjhub.cases.tests.factories import signed_in
from rjhub.cases.tests.looking import opened_with, wrong_with
from rjhub.design.tests import browser
from rjhub.partnership.tests import site
from rjhub.sharing.tests.agreed import FOR_PROBATION, a_facilitated_case, following

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PROBATION = "/agreement/1/parties/probation-sussex"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as opened:
        yield opened


@pytest.fixture
def case(db: None) -> Case:
    return a_facilitated_case()


@pytest.fixture
def address(case: Case) -> Iterator[str]:
    """The program, served once everything is there."""
    with site.serving() as at:
        yield at


def session(name: str) -> str:
    return str(signed_in(name).cookies["sessionid"].value)


def test_every_page_of_the_agreement_is_accessible_and_whole(
    chromium: Browser, address: str, case: Case
) -> None:
    less = following((FOR_PROBATION, FOR_PROBATION.replace("police, ", "")))
    page = opened_with(session("Marian Okafor"), chromium, address)
    wrong = []
    page.goto(f"{address}/agreement/new")
    page.fill("#id_text", less.replace("to: coordinator", "to: nobody", 1))
    page.click("text=Check it")
    wrong += wrong_with(page, "new, wrong")
    page.fill("#id_text", less)
    page.click("text=Check it")
    wrong += wrong_with(page, "review")
    page.click("text=Add version 2 to be signed")
    wrong += wrong_with(page, "added")
    for place in (
        "/agreement",
        "/agreement/1",
        "/agreement/new",
        "/agreement/2/force",
        "/agreement/2/parties/sussex-police/signature",
        f"{PROBATION}/withdrawal",
        f"/cases/{case.reference}",
        f"/cases/{case.reference}/why",
    ):
        answer = page.goto(f"{address}{place}")
        assert answer
        assert answer.status == 200, place
        wrong += wrong_with(page, place.replace(case.reference, "case"))
    page.goto(f"{address}{PROBATION}/withdrawal")
    page.fill("textarea", "The board decided so.")
    page.click("text=Withdraw now")
    theirs = opened_with(session("Adaeze Obi"), chromium, address)
    for place in ("/", "/agreement"):
        theirs.goto(f"{address}{place}")
        wrong += wrong_with(theirs, f"withdrawn {place}")
    assert wrong == []


def test_on_paper_the_document_is_alone_with_its_marking(chromium: Browser, address: str) -> None:
    page = opened_with(session("Dean Whitlock"), chromium, address)
    page.goto(f"{address}/agreement/1")
    page.emulate_media(media="print")
    assert page.locator(".rj-document").is_visible()
    assert page.get_by_text("This is an example. It is not legal advice.").is_visible()
    for hidden in (".govuk-service-navigation", ".rj-on-screen"):
        assert not page.locator(hidden).is_visible()

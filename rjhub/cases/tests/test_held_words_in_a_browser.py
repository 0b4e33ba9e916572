"""The pages of words that wait to be read, in a browser without scripts, on a desk and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from rjhub.cases.models import Case, Task
from rjhub.cases.tests import test_held_words
from rjhub.cases.tests.asked import PROBATION
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.looking import DESK, wrong_with, wrong_with_each
from rjhub.cases.tests.test_asking_under_the_agreement import withdrawn
from rjhub.cases.tests.test_files_that_wait import GARETH, HUB, a_pdf, add
from rjhub.cases.tests.test_held_words import CONTACT, HERS, TODAY, WRITER, agreements
from rjhub.design.tests import browser
from rjhub.partnership.tests import site

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
case = test_held_words.case


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as opened:
        yield opened


def opened(name: str, chromium: Browser, address: str) -> Page:
    context = chromium.new_context(viewport={"width": DESK, "height": 900}, java_script_enabled=False)
    context.add_cookies(
        [{"name": "sessionid", "value": signed_in(name).cookies["sessionid"].value, "url": address}]
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    return page


def seen(page: Page, chromium: Browser, place: str) -> list[str]:
    """What is wrong with the page as it is, looked at with scripts in a page of its own: axe is one."""
    other = chromium.new_context(viewport={"width": DESK, "height": 900})
    other.add_cookies(page.context.cookies())
    looking = other.new_page()
    looking.goto(page.url.rsplit("/", 1)[0])
    looking.set_content(page.content())
    wrong = wrong_with(looking, place)
    other.close()
    return wrong


def test_words_are_typed_stopped_read_and_saved(chromium: Browser, case: Case) -> None:
    words, wrong = f"He rings the hub, never {HERS}, and goes nowhere near Rose Cottage.", []
    with site.serving() as address:
        writer = opened(WRITER, chromium, address)
        writer.goto(f"{address}/cases/{case.reference}/agreements/new")
        writer.get_by_label("At the meeting on", exact=False).check()
        writer.get_by_label("Somebody is to do something").check()
        writer.get_by_label("In their own words").fill(words)
        for part, value in (("Day", TODAY.day), ("Month", TODAY.month), ("Year", TODAY.year)):
            writer.get_by_label(part, exact=True).fill(str(value))
        writer.get_by_role("button", name="Save the agreement").click()
        assert writer.get_by_label("What you typed").input_value() == words
        wrong += seen(writer, chromium, "stopped")
        writer.get_by_role("button", name="Save the changed words").click()
        assert writer.get_by_label("What you typed").input_value() == words
        writer.get_by_role("button", name="Ask for it to be read first").click()
        wrong += seen(writer, chromium, "waiting")
        contact = opened(CONTACT, chromium, address)
        contact.goto(address)
        contact.get_by_role("link", name="Read words before others see them").first.click()
        wrong += seen(contact, chromium, "deciding")
        contact.get_by_role("button", name="Save the decision").click()
        wrong += seen(contact, chromium, "undecided")
        contact.get_by_label("Yes: they do not say").check()
        contact.get_by_role("button", name="Save the decision").click()
        writer.goto(address)
        writer.get_by_role("link", name="Your words were confirmed").first.click()
        wrong += seen(writer, chromium, "confirmed")
        writer.get_by_role("button", name="Save it now").click()
        assert "The agreement is written down." in writer.content()
        writer.go_back()
        for page in (writer, contact):
            page.context.close()
    assert wrong == []
    assert agreements(case) == [words]


def test_files_copies_and_agencies_that_cannot_be_asked_are_said(chromium: Browser, case: Case) -> None:
    add(case, GARETH, a_pdf(f"Ring {HERS}."))
    withdrawn(PROBATION)
    hub = signed_in(HUB)
    with at_work(member(HUB)):
        task = Task.objects.get(kind="read_words")
    names = {
        "CASE": "",
        HUB: hub.cookies["sessionid"].value,
        GARETH: signed_in(GARETH).cookies["sessionid"].value,
    }
    here = f"/cases/{case.reference}"
    pages = {
        HUB: (task.address, f"{here}/information/requests"),
        GARETH: (f"{here}/documents",),
    }
    with site.serving() as address:
        assert wrong_with_each(pages, chromium, address, names) == []

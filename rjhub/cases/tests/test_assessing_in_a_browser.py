"""Every page of assessing in a browser: accessible, whole on a desk and on a phone, as different members see it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from rjhub.cases.models import Case, Consent, Flag, Risk
from rjhub.cases.tests import test_consents as consents
from rjhub.cases.tests import test_risk as risks
from rjhub.cases.tests import test_sensitivity as marks
from rjhub.cases.tests import test_suitability as suitability
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import acknowledges, facilitated, side_of
from rjhub.design.tests import browser
from rjhub.partnership.tests import site

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DESK, PHONE = 1280, 375
PAGES = {
    "Gareth Pugh": (
        "", "/consents", "/people/ALICE/consents/taking_part", "/people/KYLE/consents/disclosure",
        "/people/KYLE/consents/assessment", "/consents/CONSENT/withdrawal", "/acknowledgements",
        "/people/KYLE/acknowledgements/new", "/suitability", "/people/ALICE/suitability/new", "/risk",
        "/risk/assessments/new", "/risks/new", "/risks/RISK", "/risks/RISK/closing", "/sensitivity/new",
    ),
    "Marian Okafor": ("/sensitivity", "/sensitivity/FLAG/lowering", "/approval/asking"),
    "Sunita Rao": ("/risk/sign-off", "/approval"),
}  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as opened:
        yield opened


@pytest.fixture
def names(db: None) -> dict[str, str]:
    """A case with something on every page: what stands for an address, and the session of each member."""
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
        acknowledges(side_of(case, "harmed"), marian)
    for side in ("harmed", "responsible"):
        consents.agree(case, side, "assessment", **consents.SPOKEN)
        suitability.assess(case, side)
    shared = {"what": "That she had a letter", "to_whom": "Her GP", "what_for": "Support"}
    consents.agree(case, "harmed", "disclosure", **shared, **consents.SIGNED)
    risks.describe(case)
    risks.assess(case, "conditions", conditions="In the prison only.")
    risks.assess(case)
    marks.mark(case, "trauma")
    marks.decide(case)
    marks.mark(case, "media_interest")
    sessions = {name: signed_in(name).cookies["sessionid"].value for name in PAGES}
    return names_of(case) | sessions


@pytest.fixture
def address(names: dict[str, str]) -> Iterator[str]:
    """The program, served once everything is there: a test's own browser would reset what the server relies on."""
    with site.serving() as at:
        yield at


def names_of(case: Case) -> dict[str, str]:
    with at_work(member("Marian Okafor")):
        found = {
            "ALICE": side_of(case, "harmed"),
            "KYLE": side_of(case, "responsible"),
            "CONSENT": Consent.objects.get(case=case, side="responsible"),
            "RISK": Risk.objects.get(case=case),
            "FLAG": Flag.objects.filter(case=case).first(),
        }
    return {name: str(row.id) for name, row in found.items() if row} | {"CASE": f"/cases/{case.reference}"}


def opened_with(key: str, chromium: Browser, address: str) -> Page:
    context = chromium.new_context(viewport={"width": DESK, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": key, "url": address}])
    page = context.new_page()
    page.set_default_timeout(15_000)
    return page


def wrong_with(page: Page, place: str) -> list[str]:
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    wrong = [f"{place}: {each['id']}: {each['nodes'][0]['html']}" for each in found]
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wrong.append(f"{place} {width}: something sticks out")
        keep = os.environ.get("RJHUB_SCREENSHOTS")
        if keep:
            name = re.sub(r"[^a-z0-9]+", "-", place.lower()).strip("-") or "overview"
            page.screenshot(path=Path(keep) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": DESK, "height": 900})
    return wrong


def test_every_page_of_assessing_is_accessible_and_whole(
    chromium: Browser, address: str, names: dict[str, str]
) -> None:
    wrong = []
    for name, places in PAGES.items():
        page = opened_with(names[name], chromium, address)
        for place in places:
            there = re.sub("[A-Z]{4,}", lambda found: names[found[0]], place)
            answer = page.goto(f"{address}{names['CASE']}{there}")
            assert answer
            assert answer.status == 200, f"{name} at {place}"
            wrong += wrong_with(page, place)
        page.context.close()
    assert wrong == []


def test_a_form_sent_empty_says_what_to_do(chromium: Browser, address: str, names: dict[str, str]) -> None:
    page = opened_with(names["Gareth Pugh"], chromium, address)
    page.goto(f"{address}{names['CASE']}/people/{names['ALICE']}/suitability/new")
    page.get_by_role("button", name="Save the assessment").click()
    page.wait_for_load_state()
    assert page.get_by_role("link", name="Enter what they want").is_visible()
    assert wrong_with(page, "suitability with errors") == []

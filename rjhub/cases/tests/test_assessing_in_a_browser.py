"""Every page of assessing in a browser: accessible, whole on a desk and on a phone, as different members see it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from rjhub.cases.models import Case, Consent, Flag, Risk
from rjhub.cases.tests import test_consents as consents
from rjhub.cases.tests import test_risk as risks
from rjhub.cases.tests import test_sensitivity as marks
from rjhub.cases.tests import test_suitability as suitability
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.looking import opened_with, wrong_with, wrong_with_each
from rjhub.cases.tests.ready import acknowledges, facilitated, side_of
from rjhub.design.tests import browser
from rjhub.partnership.tests import site

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
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


def test_every_page_of_assessing_is_accessible_and_whole(
    chromium: Browser, address: str, names: dict[str, str]
) -> None:
    assert wrong_with_each(PAGES, chromium, address, names) == []


def test_a_form_sent_empty_says_what_to_do(chromium: Browser, address: str, names: dict[str, str]) -> None:
    page = opened_with(names["Gareth Pugh"], chromium, address)
    page.goto(f"{address}{names['CASE']}/people/{names['ALICE']}/suitability/new")
    page.get_by_role("button", name="Save the assessment").click()
    page.wait_for_load_state()
    assert page.get_by_role("link", name="Enter what they want").is_visible()
    assert wrong_with(page, "suitability with errors") == []

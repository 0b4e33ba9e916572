"""Emergencies, links for agencies elsewhere, and who has seen a person, in a browser, on a desk and on a phone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from rjhub.cases.models import Case, EmergencyAccess
from rjhub.cases.tests import test_emergencies, test_outside
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.looking import opened_with, wrong_with, wrong_with_each
from rjhub.cases.tests.ready import facilitated, side_of
from rjhub.cases.tests.shut import ADAEZE, MARIAN
from rjhub.design.tests import browser
from rjhub.partnership.tests import site

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
WHY = "His brother says that he is on his way to her house."


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as opened:
        yield opened


@pytest.fixture
def case(db: None) -> Case:
    with at_work(member(MARIAN)) as marian:
        case = a_case(marian)
        facilitated(case, marian)
        return case


def names_of(case: Case, *members: str) -> dict[str, str]:
    keys = {name: signed_in(name).cookies["sessionid"].value for name in members}
    return {"CASE": f"/cases/{case.reference}"} | keys


def test_an_emergency_from_its_form_to_the_finding(case: Case, chromium: Browser) -> None:
    officer = test_emergencies.reviewer_of(ADAEZE)
    names = names_of(case, officer.name, ADAEZE)
    with site.serving() as address:
        page = opened_with(names[ADAEZE], chromium, address)
        page.goto(f"{address}/emergency")
        assert wrong_with(page, "emergency") == []
        page.locator("main").get_by_role("button").last.click()
        assert wrong_with(page, "emergency, sent empty") == []
        page.locator('[name="reference"]').fill(case.reference)
        page.locator('[name="because"]').fill(WHY)
        page.locator("main").get_by_role("button").last.click()
        page.wait_for_url(f"**/cases/{case.reference}")
        assert wrong_with(page, "a case opened in an emergency") == []
        page.context.close()
        with at_work(officer):
            review = f"{address}/emergencies/{EmergencyAccess.objects.get().id}"
        page = opened_with(names[officer.name], chromium, address)
        page.goto(review)
        assert WHY in page.locator("main").inner_text()
        assert wrong_with(page, "looking at an emergency") == []
        page.locator("main").get_by_role("button").last.click()
        assert wrong_with(page, "looking at an emergency, sent empty") == []
        page.context.close()


def test_the_pages_of_a_link_for_an_agency_elsewhere(
    case: Case, chromium: Browser, django_capture_on_commit_callbacks: Any
) -> None:
    link, code = test_outside.sent(case, django_capture_on_commit_callbacks)
    with site.serving() as address:
        page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(address + link)
        assert wrong_with(page, "link, first") == []
        page.locator('[name="code"]').fill(test_outside.wrong(code))
        page.locator("main").get_by_role("button").last.click()
        assert wrong_with(page, "link, wrong code") == []
        page.locator('[name="code"]').fill(code)
        page.locator("main").get_by_role("button").last.click()
        assert "Who manages him?" in page.locator("main").inner_text()
        assert wrong_with(page, "link, questions") == []
        page.locator("main").get_by_role("button").last.click()
        assert wrong_with(page, "link, sent empty") == []
        page.goto(f"{address}/answer/nothing")
        assert wrong_with(page, "link, opens nothing") == []
        page.context.close()
        hub = names_of(case, MARIAN)
        assert (
            wrong_with_each({MARIAN: ("/information", "/information/outside")}, chromium, address, hub) == []
        )


def test_who_has_seen_a_person(case: Case, chromium: Browser) -> None:
    with at_work(member(MARIAN)):
        people = [side_of(case, side).person_id for side in ("harmed", "responsible")]
    with site.serving() as address:
        page = opened_with(names_of(case, MARIAN)[MARIAN], chromium, address)
        for person in people:
            page.goto(f"{address}/people/{person}/seen")
            assert wrong_with(page, "seen") == []
        page.context.close()

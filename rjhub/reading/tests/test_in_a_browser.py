"""The pages of the reading room in a browser: accessible, whole on a desk and on a phone, and without scripts."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser

from rjhub.cases import queries
from rjhub.cases.models import Case
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.looking import opened_with, wrong_with
from rjhub.cases.tests.ready import facilitated
from rjhub.cases.tests.shut import GARETH, MARIAN
from rjhub.design.tests import browser
from rjhub.kernel import clock
from rjhub.partnership.tests import site
from rjhub.reading.actions import watching
from rjhub.reading.models import Finding
from rjhub.reading.tests.factories import HELEN, read, watched

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LEILA = "Leila Haddad"
A_MONTH_EARLIER = """
INSERT INTO reading_exposure (partnership_id, agency_id, staff_id, day, harmed, responsible)
SELECT partnership_id, agency_id, staff_id, day - back, harmed + back / 10, responsible + back / 10
FROM reading_exposure, unnest('{10,20,30,60}'::int[]) back
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as opened:
        yield opened


@pytest.fixture
def case(db: None, behind_the_walls: Any) -> Case:
    with at_work(member(MARIAN)) as marian:
        made = a_case(marian, responsible="Kyle Haddad")
        facilitated(made, marian)
        kyle = made.parties.get(side="responsible").person
    then = clock.now() - timedelta(days=3)
    read(member(LEILA), [made.file_id, kyle.file_id], then, times=2)
    read(member(GARETH), [], then, door="people:search", times=30)
    read(member(MARIAN), [], then, door="people:search")
    for ago in range(5, 12):
        read(member(GARETH), [made.file_id], clock.now() - timedelta(days=ago), door="cases:risk")
    watched(behind_the_walls, member(LEILA))
    watching.count_exposure()
    with behind_the_walls() as cursor:
        cursor.execute(A_MONTH_EARLIER)
    return made


@pytest.fixture
def address(case: Case) -> Iterator[str]:
    with site.serving() as at:
        yield at


def session(name: str) -> str:
    return str(signed_in(name).cookies["sessionid"].value)


def test_every_page_is_accessible_and_whole(
    chromium: Browser, address: str, case: Case, behind_the_walls: Any
) -> None:
    page = opened_with(session(HELEN), chromium, address)
    wrong = []
    with behind_the_walls():
        found = Finding.objects.get(pattern="surname")
    for place in (
        "/reading",
        "/reading?day-day=41&day-month=1&day-year=2026",
        "/reading/unusual",
        f"/reading/unusual/{found.id}",
        "/reading/hours",
        "/reading/exposure",
        "/why",
        f"/why?who={member(GARETH).id}&reference=nonsense",
        f"/why?who={member(GARETH).id}&reference={case.reference}",
    ):
        answer = page.goto(f"{address}{place}")
        assert answer
        assert answer.status == 200, place
        wrong += wrong_with(page, place)
    page.goto(f"{address}/reading/unusual/{found.id}")
    page.click("text=Record it")
    assert page.locator(".govuk-error-summary").is_visible()
    wrong += wrong_with(page, "finding, wrong")
    marian = opened_with(session(MARIAN), chromium, address)
    with at_work(member(MARIAN)):
        alice = queries.parties_of(case)[0].person
    for place in (f"/cases/{case.reference}/why", f"/cases/{case.reference}/risk", f"/people/{alice.id}",
                  f"/people/{alice.id}/why", "/reading/home"):  # fmt: skip
        marian.goto(f"{address}{place}")
        wrong += wrong_with(marian, place.replace(str(alice.id), "alice").replace(case.reference, "case"))
    assert wrong == []


def test_it_is_filtered_and_settled_without_scripts(chromium: Browser, address: str, case: Case) -> None:
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": session(HELEN), "url": address}])
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{address}/reading")
    page.select_option("select[name=who]", label=LEILA)
    page.click("text=Apply filters")
    assert page.locator("tbody tr").count() == 2
    page.goto(f"{address}/reading/unusual")
    page.click("text=Same surname as the reader >> nth=-1")
    page.check("text=There is a good reason")
    page.fill("textarea[name=reason]", "They are not related: I asked.")
    page.click("text=Record it")
    assert "Recorded." in page.content()
    assert "Same surname as the reader" not in page.locator("main table").first.inner_text()
    context.close()

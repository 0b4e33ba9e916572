"""The pages of asking and answering in a browser: accessible, whole on a desk and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from rjhub.cases.tests import test_police_checks as checks
from rjhub.cases.tests.asked import POLICE, PROBATION, VICTIM_SUPPORT, answer, ask_all, request_to
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.looking import opened_with, wrong_with
from rjhub.cases.tests.ready import facilitated
from rjhub.design.tests import browser
from rjhub.partnership.tests import site

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as opened:
        yield opened


def test_the_pages_of_asking_and_answering_are_accessible_on_a_desk_and_on_a_phone(chromium: Browser) -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
    ask_all(case)
    checks.give(case)
    typed = {"limits": ["not_to_person", "not_in_court"], "regime": "part_3"}
    answer(PROBATION, request_to(case, "probation"), answer="He attends every week.\nHe is keen.", **typed)
    answer(VICTIM_SUPPORT, request_to(case, "victim_support"), "refused", reason="She asked us not to.")
    asked = f"/requests/{request_to(case, 'police_checks').id}"
    pages = {
        "Marian Okafor": (
            f"/cases/{case.reference}/information",
            f"/cases/{case.reference}/information/summary",
        ),
        POLICE: ("/requests", asked, f"{asked}/checks/pnc", f"{asked}/checks/niche"),
    }
    wrong = []
    sessions = {name: signed_in(name).cookies["sessionid"].value for name in pages}
    with site.serving() as address:
        for name, places in pages.items():
            page = opened_with(sessions[name], chromium, address)
            for place in places:
                answered = page.goto(f"{address}{place}")
                assert answered
                assert answered.status == 200, place
                if place == asked:
                    page.get_by_label("We hold information").check()
                shown = place.replace(case.reference, "").replace(asked, "/one")
                wrong += wrong_with(page, shown)
            page.context.close()
    assert wrong == []

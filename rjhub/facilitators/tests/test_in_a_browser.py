"""The pages of the register in a browser: accessible, and whole on a desk and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

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


@pytest.fixture
def address(db: None) -> Iterator[str]:
    with at_work(member("Marian Okafor")) as marian:
        facilitated(a_case(marian), marian)
    with site.serving() as at:
        yield at


def test_every_page_is_accessible_and_whole(chromium: Browser, address: str) -> None:
    owen, adaeze, fiona = (member(name).id for name in ("Owen Trevor", "Adaeze Obi", "Fiona Kerr"))
    wrong = []
    for name, places in {
        "Marian Okafor": ("/facilitators", "/facilitators?state=soon", f"/facilitators/{fiona}", "/my-practice"),
        "Marcus Bell": (
            "/", f"/facilitators/{adaeze}", f"/facilitators/{adaeze}/practice",
            f"/facilitators/{adaeze}/clearances/new", f"/facilitators/{adaeze}/secondments/new",
        ),
        "Owen Trevor": (
            "/", "/my-practice", f"/facilitators/{owen}/reach", f"/facilitators/{owen}/week",
            f"/facilitators/{owen}/leave/new", f"/facilitators/{owen}/diary",
        ),
        "Gareth Pugh": ("/my-practice", "/my-practice/learning/new"),
        "Sunita Rao": ("/", f"/facilitators/{adaeze}", f"/facilitators/{adaeze}/supervision/new"),
    }.items():  # fmt: skip
        page = opened_with(str(signed_in(name).cookies["sessionid"].value), chromium, address)
        for place in places:
            answer = page.goto(f"{address}{place}")
            assert answer
            assert answer.status == 200, f"{name} at {place}"
            wrong += wrong_with(page, f"{name} {places.index(place)} {place.rpartition('/')[2]}")
        page.context.close()
    assert wrong == []

"""The matching pages in a real browser: accessible, and whole on a desk and on a phone."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Route

from rjhub.cases.tests.looking import wrong_with
from rjhub.design.tests import browser
from rjhub.kernel import clock
from rjhub.matching.actions import deciding, looking
from rjhub.matching.tests.factories import like_rosa, look
from rjhub.people.actions import stopping
from rjhub.people.tests import factories
from rjhub.people.tests.browsing import MARIAN
from rjhub.people.vocabulary import SamePerson

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SITE = "http://matching.example"


@pytest.fixture
def places() -> tuple[str, ...]:
    """Rosa, joined with one record, proposed to be joined with another, and her twin: every page about them."""
    with factories.at_work(factories.coordinator()) as marian:
        rosa, again = factories.rosa(marian), factories.rosa(marian)
        slip = like_rosa(marian, born_on=date(1991, 7, 4))
        twin = like_rosa(marian, given_name="Imogen", contact=factories.ROSA["contact"])
        stopping.record_stop(again, said_on=clock.today(), said_to=marian.agency, by=marian, at=clock.now())
        look(rosa)
        for other in (again, slip):
            looking.compare(rosa, other, by=marian, at=clock.now())
            deciding.decide(rosa, other, decision=SamePerson.SAME, why="Rang her", by=marian, at=clock.now())
    records = f"/people/{rosa.id}/duplicates"
    return (
        "/matching", "/matching/models", records, f"{records}/history", f"{records}/{again.id}",
        f"{records}/{slip.id}", f"{records}/{twin.id}", f"/people/{rosa.id}",
    )  # fmt: skip


def test_every_page_of_matching_is_accessible_and_whole_on_a_desk_and_on_a_phone(
    places: tuple[str, ...],
) -> None:
    client = factories.signed_in(MARIAN)
    pages = {place: client.get(place) for place in places}
    assert {place: said.status_code for place, said in pages.items() if said.status_code != 200} == {}

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            route.fulfill(path=finders.find(path.removeprefix("/static/")))
        else:
            said = pages[path]
            route.fulfill(status=said.status_code, body=said.content, headers=dict(said.headers))

    wrong = []
    with browser.chromium() as chromium:
        page = chromium.new_page()
        page.route("**/*", answer)
        for number, place in enumerate(places):
            page.goto(SITE + place)
            wrong += wrong_with(page, f"{number} {place[:10]}")
    assert wrong == []

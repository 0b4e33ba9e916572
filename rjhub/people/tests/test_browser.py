"""The people pages in a real browser: accessible, and whole on a desk and on a phone."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Route

from rjhub.design.tests import accessible, browser
from rjhub.people.actions import custody, linking, naming, safe_contact, stopping
from rjhub.people.actions.safe_contact import SafeWays
from rjhub.people.tests import factories
from rjhub.people.vocabulary import Channel, NameKind, SamePerson

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SITE = "http://people.example"


@pytest.fixture
def people(marian):
    """Rosa and Darren with something in every card, and a second record of Rosa."""
    rosa, darren, again = factories.rosa(marian), factories.darren(marian), factories.rosa(marian)
    ways = SafeWays(channels=(Channel.PHONE, Channel.TEXT), code_word="Otter", notes="Two lines\nof notes")
    safe_contact.confirm_safe_contact(rosa, ways=ways, by=marian, at=factories.NOW)
    stopping.record_stop(
        rosa,
        said_on=factories.NOW.date(),
        said_to=marian.agency,
        channel=Channel.VISIT,
        by=marian,
        at=factories.NOW,
    )
    stopping.record_stop(
        darren, said_on=factories.NOW.date(), said_to=marian.agency, by=marian, at=factories.NOW
    )
    naming.add_other_name(darren, kind=NameKind.ALIAS, given_name="D", family_name="Pyke", by=marian)
    custody.record_custody(darren, prison_code="LWI", since=date(2026, 3, 2), by=marian)
    linking.decide_link(rosa, again, decision=SamePerson.NOT_SURE, why="Twins?", by=marian, at=factories.NOW)
    return rosa, darren, again


def drawn(people):
    """Every page of the room, and the answers to some forms, as the program draws them: by a name for each."""
    rosa, darren, again = (f"/people/{person.id}" for person in people)
    client = factories.signed_in("Marian Okafor")
    changed = {"given_name": "Rosa", "family_name": "Delacroix", "needs_interpreter": "yes", "version": "1"}
    client.post(f"{rosa}/particulars", {**changed, "known_as": "Rosie"})
    parts = (
        "particulars",
        "names/new",
        "identifiers/new",
        "contact/address",
        "safe-contact",
        "equality",
        "stops/new",
    )
    places = (
        "/people",
        rosa,
        darren,
        f"{rosa}/contact",
        f"{rosa}/history",
        f"{rosa}/duplicates",
        f"{rosa}/duplicates/{people[2].id}",
        f"{darren}/custody",
        f"{darren}/release",
        f"{again}/contact/mobile",
        *(f"{rosa}/{part}" for part in parts),
    )
    sent = {
        "/opened": (f"{rosa}/contact", {"purpose": "contact"}),
        "/unsaid": (f"{rosa}/contact", {"purpose": "other"}),
        "/found": ("/people", {"name": "delacroi"}),
        "/nobody": ("/people", {"name": "nobody"}),
        "/mistyped": ("/people", {"name": "", "born_on-day": "45"}),
        "/clash": (f"{rosa}/particulars", {**changed, "known_as": "Ro"}),
        "/no": (f"{rosa}/stops/new", {"scope": "channel", "lasting": "until"}),
    }
    return {place: client.get(place) for place in places} | {
        name: client.post(place, data) for name, (place, data) in sent.items()
    }


def complaints(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    sticking = [f"{wide} pixels stick out"] if wide > 0 else []
    return accessible.broken_rules(page) + sticking


def test_every_page_about_people_is_accessible_and_whole_on_a_desk_and_on_a_phone(people):
    pages = drawn(people)  # before the browser starts: inside its event loop Django opens another connection
    assert {
        name: said.status_code for name, said in pages.items() if said.status_code not in {200, 409}
    } == {}

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            route.fulfill(path=finders.find(path.removeprefix("/static/")))
        else:
            said = pages[path]
            route.fulfill(status=said.status_code, body=said.content, headers=dict(said.headers))

    found = {}
    with browser.chromium() as chromium:
        page = chromium.new_page()
        page.route("**/*", answer)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            for place in pages:
                page.goto(SITE + place)
                found[place, width] = complaints(page)
    assert {place: each for place, each in found.items() if each} == {}
    assert len(found) == 2 * len(pages)

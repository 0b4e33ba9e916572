"""A meeting in a browser: accessible, whole on a desk and on a phone, and following what others do."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from rjhub.cases.models import Case
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.looking import opened_with, wrong_with
from rjhub.cases.tests.ready import facilitated
from rjhub.design.tests import browser
from rjhub.hubmeetings.actions import agenda
from rjhub.hubmeetings.models import HubMeeting
from rjhub.hubmeetings.tests.factories import (
    ADAEZE,
    DEAN,
    GARETH,
    MARIAN,
    SUNITA,
    a_meeting,
    comes,
    item_of,
    waiting,
)  # fmt: skip
from rjhub.kernel import clock
from rjhub.partnership.tests import site

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as opened:
        yield opened


@pytest.fixture
def meeting(db: None) -> tuple[HubMeeting, Case, str]:
    with at_work(member(MARIAN)) as marian:
        case = waiting(marian)
        waiting(marian, harmed="Joan Whitfield", responsible="Ricky Noon")
        facilitated(case, marian)
        made = a_meeting(marian, GARETH, ADAEZE, SUNITA, DEAN)
        for name in (MARIAN, GARETH):
            comes(made, name, by=marian)
        item = item_of(made, case)
        agenda.take_up(item, by=marian, at=clock.now())
    return made, case, f"/hub-meetings/{made.id}/cases/{item.id}"


@pytest.fixture
def address(meeting: object) -> Iterator[str]:
    with site.serving() as at:
        yield at


def session(name: str) -> str:
    return str(signed_in(name).cookies["sessionid"].value)


def test_every_page_is_accessible_and_whole(
    chromium: Browser, address: str, meeting: tuple[HubMeeting, Case, str]
) -> None:
    made, _, item = meeting
    place, wrong = f"/hub-meetings/{made.id}", []
    for name, pages in {
        MARIAN: (
            "/hub-meetings", "/hub-meetings/new", "/hub-meetings/attendance", place, item, f"{place}/screen",
            f"{place}/invitation", f"{place}/agenda/new", f"{item}/left-out", f"{place}/change", f"{place}/end", "/",
        ),
        GARETH: (place, item),
        DEAN: (place, "/"),
    }.items():  # fmt: skip
        page = opened_with(session(name), chromium, address)
        for number, at in enumerate(pages):
            answer = page.goto(f"{address}{at}")
            assert answer
            assert answer.status == 200, f"{name} at {at}"
            wrong += wrong_with(page, f"{name} {number} {at.rpartition('/')[2][:12]}")
        page.context.close()
    assert wrong == []


def test_a_page_follows_the_meeting_and_keeps_what_is_being_typed_though_the_connection_was_lost(
    chromium: Browser, address: str, meeting: tuple[HubMeeting, Case, str]
) -> None:
    _, _, item = meeting
    page = opened_with(session(MARIAN), chromium, address)
    page.set_default_timeout(60_000)
    page.goto(f"{address}{item}")
    page.get_by_label("We talk about it again next time").check()
    page.get_by_label("Why not today?").fill("The prison has not")
    page.context.set_offline(True)
    expect(page.locator("[data-live]")).to_contain_text("connection is lost", timeout=20_000)
    other = opened_with(session(MARIAN), chromium, address)
    other.set_default_timeout(60_000)
    other.goto(f"{address}{item}")
    other.get_by_label("The case goes on").check()
    other.get_by_label("In a few words").fill("We go on")
    other.get_by_role("button", name="Keep the decision").click()
    expect(other.locator("main")).to_contain_text("The decision is kept", timeout=20_000)
    other.context.close()
    page.context.set_offline(False)
    expect(page.locator("#live-summary")).to_contain_text("We go on", timeout=20_000)
    assert page.get_by_label("Why not today?").input_value() == "The prison has not"
    page.get_by_role("button", name="Keep the decision").click()
    expect(page.locator("main")).to_contain_text("Marian Okafor decided meanwhile", timeout=20_000)
    assert page.get_by_label("Why not today?").input_value() == "The prison has not"
    page.context.close()

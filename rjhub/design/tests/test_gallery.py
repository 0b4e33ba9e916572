"""Every component in every state, in a browser: accessible, whole at each width, useful without scripts."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from rjhub.design.tests import accessible

pytestmark = pytest.mark.browser

OTHER_ON_A_PHONE = ("/public", "/asking", "/clash", "/list", "/case", "/components")
PLACES = (*OTHER_ON_A_PHONE, "/", "/one", "/list?empty", "/case?closed", "/receipt", "/failed/404")
DESK, PHONE, SMALLEST = 1280, 375, 320
ZOOMED = 640  # what a page has at 200 % on a desk


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": DESK, "height": 900})
    yield page
    page.context.close()


@pytest.fixture
def without_scripts(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": PHONE, "height": 900}, java_script_enabled=False)
    yield page
    page.context.close()


def complaints(page: Page) -> list[str]:
    """What axe found, and everything that sticks out to the right."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    sticking = [f"{wide} pixels stick out"] if wide > 0 else []
    return accessible.broken_rules(page) + sticking


@pytest.mark.parametrize(("width", "places"), [(DESK, PLACES), (SMALLEST, OTHER_ON_A_PHONE)])
def test_every_page_is_accessible_and_whole(
    opened: Page, address: str, width: int, places: tuple[str, ...]
) -> None:
    opened.set_viewport_size({"width": width, "height": 900})
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    found: dict[str, list[str]] = {}
    for place in places:
        opened.goto(address + place)
        found[place] = complaints(opened)
    assert {place: each for place, each in found.items() if each} == {}
    assert [each for each in said if "Content Security Policy" in each or "Error" in each] == []


@pytest.mark.parametrize("width", [PHONE, ZOOMED])
def test_nothing_sticks_out_on_a_phone_or_at_twice_the_size(opened: Page, address: str, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 450})
    for place in PLACES:
        opened.goto(address + place)
        assert opened.evaluate("document.documentElement.scrollWidth") <= width, place


def test_a_form_with_errors_leads_from_each_error_to_its_question(opened: Page, address: str) -> None:
    opened.goto(f"{address}/asking")
    opened.get_by_role("button", name="Save the attempt").click()
    expect(opened).to_have_title(re.compile("^Error: Record an attempt to reach them"))
    expect(opened.locator(".govuk-error-summary")).to_be_focused()
    opened.get_by_role("link", name="Enter their full name").click()
    expect(opened.locator("#id_name")).to_be_focused()
    opened.get_by_role("link", name="Select how you tried to reach them").click()
    expect(opened.locator("#id_channel")).to_be_focused()
    assert complaints(opened) == []


def test_an_option_opens_its_question_with_the_keyboard(opened: Page, address: str) -> None:
    opened.goto(f"{address}/asking")
    expect(opened.locator("#id_other_way")).to_be_hidden()
    opened.locator("#id_channel").focus()
    opened.keyboard.press("Space")
    expect(opened.get_by_role("group", name="Did you leave a message?")).to_be_visible()
    opened.keyboard.press("ArrowUp")
    expect(opened.locator("#id_other_way")).to_be_visible()
    assert complaints(opened) == []


def test_none_of_these_unticks_the_others(opened: Page, address: str) -> None:
    opened.goto(f"{address}/asking")
    opened.get_by_label("A friend").check()
    opened.get_by_label("Nobody").check()
    expect(opened.get_by_label("A friend")).not_to_be_checked()


def test_a_long_list_is_searched_by_typing(opened: Page, address: str) -> None:
    opened.goto(f"{address}/asking")
    box = opened.get_by_role("combobox", name="Prison")
    box.fill("holme")
    opened.get_by_role("option", name="Holme House (HMP)").click()
    assert opened.locator("select[name=prison]").input_value() == "HHI"
    box.fill("Nowhere")
    box.press("Tab")
    assert opened.locator("select[name=prison]").input_value() == ""
    assert complaints(opened) == []


def test_what_is_typed_is_saved_while_it_is_typed(opened: Page, address: str) -> None:
    sent: list[Any] = []
    opened.route("**/draft", lambda route: (sent.append(route.request.post_data), route.fulfill(status=204)))
    opened.goto(f"{address}/draft-form")
    opened.get_by_label("Why do they want to stop?").fill("She is moving.")
    expect(opened.get_by_role("status").filter(has_text="Saved as a draft at")).to_be_visible()
    assert "She is moving." in sent[-1]


def test_a_draft_that_cannot_be_saved_says_so(opened: Page, address: str) -> None:
    opened.route("**/draft", lambda route: route.fulfill(status=403))
    opened.goto(f"{address}/draft-form")
    opened.get_by_label("Why do they want to stop?").fill("She is moving.")
    expect(opened.get_by_text("Not saved as a draft.")).to_be_visible()


@pytest.mark.parametrize("way", ["button", "keyboard"])
def test_leaving_quickly_leaves_nothing_under_back(opened: Page, address: str, way: str) -> None:
    opened.goto(f"{address}/receipt")
    opened.goto(f"{address}/public")
    if way == "button":
        opened.get_by_role("button", name="Exit this page").click()
    else:
        for _ in range(3):
            opened.keyboard.press("Shift")
    opened.wait_for_url("**/leave")
    opened.go_back()
    expect(opened).to_have_url(f"{address}/receipt")


def test_the_way_out_is_a_link_without_scripts(without_scripts: Page, address: str) -> None:
    without_scripts.goto(f"{address}/public")
    without_scripts.get_by_role("button", name="Exit this page").click()
    expect(without_scripts).to_have_url(f"{address}/leave")


def test_nothing_is_hidden_without_scripts(without_scripts: Page, address: str) -> None:
    without_scripts.goto(f"{address}/asking")
    expect(without_scripts.locator("#id_other_way")).to_be_visible()
    expect(without_scripts.locator("select[name=prison]")).to_be_visible()
    without_scripts.goto(f"{address}/components")
    expect(without_scripts.locator("#history")).to_be_visible()
    without_scripts.goto(f"{address}/list")
    expect(without_scripts.get_by_role("button", name="Apply filters")).to_be_visible()
    expect(without_scripts.get_by_role("link", name="Cases")).to_be_visible()


def test_filters_fold_away_on_a_phone_only(opened: Page, address: str) -> None:
    opened.goto(f"{address}/list")
    expect(opened.get_by_role("button", name="Apply filters")).to_be_visible()
    opened.set_viewport_size({"width": PHONE, "height": 900})
    expect(opened.get_by_role("button", name="Apply filters")).to_be_hidden()
    opened.get_by_text("Filter (2 chosen)").click()
    expect(opened.get_by_role("button", name="Apply filters")).to_be_visible()


def test_a_printed_case_has_its_marking_and_no_menu(opened: Page, address: str) -> None:
    opened.emulate_media(media="print")
    opened.goto(f"{address}/case")
    expect(opened.get_by_text("OFFICIAL-SENSITIVE")).to_be_visible()
    expect(opened.get_by_text("by Priya Nair, Sussex hub", exact=False).first).to_be_visible()
    expect(opened.locator(".govuk-service-navigation")).to_be_hidden()
    expect(opened.locator(".moj-side-navigation")).to_be_hidden()
    expect(opened.locator(".rj-picture__map")).to_be_visible()

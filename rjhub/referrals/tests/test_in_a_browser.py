"""The referrals room in a real browser: accessible, whole on every width, useful without scripts, quick to leave."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import Browser, Page, expect

from rjhub.design.pages import leave
from rjhub.design.tests import accessible
from rjhub.referrals.models import Draft
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import factories as here
from rjhub.referrals.tests import files, visiting
from rjhub.referrals.views import asking
from rjhub.referrals.vocabulary import Known

pytestmark = pytest.mark.browser

DESK, PHONE, SMALLEST = 1280, 375, 320
ELSEWHERE = "/account/sign-in"


@contextmanager
def a_page(
    chromium: Browser, address: str, name: str = "", *, width: int = DESK, scripts: bool = True
) -> Iterator[Page]:
    """A browser in which a member of the cast is signed in, or nobody."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    if name:
        cookies = web.signed_in(name).cookies
        context.add_cookies(
            [{"name": key, "value": one.value, "url": address} for key, one in cookies.items()]
        )
    yield context.new_page()
    context.close()


@pytest.fixture(autouse=True)
def no_internet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave for a neutral place of our own instead of one in the internet."""
    monkeypatch.setattr(asking, "leave", partial(leave, to=ELSEWHERE))


def complaints(page: Page) -> list[str]:
    """What axe found, and whatever sticks out to the right."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    sticking = [f"{wide} pixels stick out"] if wide > 0 else []
    return accessible.broken_rules(page) + sticking


def pages_of_staff() -> dict[str, list[str]]:
    """Every page of the room, by who opens it, with something on it."""
    first = here.a_referral()
    here.a_referral(circumstances=replace(here.BY_POLICE, district="Hastings"))
    near = replace(here.BURGLARY, crime_reference="")
    refused = replace(here.ALICE, situation=replace(here.ALICE.situation, agrees_to_contact=Known.NO))
    second = here.a_referral(incidents=(near,), people=(refused, here.KYLE))
    dean = web.signed_in("Dean Whitlock")
    draft, full = web.start(dean), web.start(dean)
    web.fill_in(dean, full)
    bad = files.GOOD | {"Your reference": "RJ/2", "PNC ID": "2001/0171310X"}
    content = files.of([files.GOOD, bad, files.GOOD])
    file = web.press(dean, "/referrals/imports", {"file": SimpleUploadedFile("october.csv", content)})
    sections = (
        "circumstances",
        "happened",
        "court",
        "harmed-1-who",
        "harmed-1-contact",
        "harmed-1-situation",
        "risks",
    )
    more = ("harmed-1-agreed", "responsible-1-who", "responsible-1-contact", "responsible-1-situation")
    own = f"/referrals/{first.reference}"
    return {
        "Dean Whitlock": [
            "/referrals/sent", draft, full, f"{full}/checking", f"{draft}/harmed-1/removal", f"{draft}/discarding",
            *(f"{full}/{key}" for key in (*sections, *more)), own, f"{own}/receipt", f"{own}/withdrawal",
            f"{own}/amendments/about", "/referrals/imports", str(file["Location"]),
        ],
        "Marian Okafor": [
            "/referrals", "/referrals?status=declined", own, f"/referrals/{second.reference}",
            f"/referrals/{second.reference}/duplicates", f"{own}/declining",
        ],
    }  # fmt: skip


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_every_page_for_staff_is_accessible_and_whole(chromium: Browser, address: str, width: int) -> None:
    found: dict[str, list[str]] = {}
    said: list[str] = []
    for name, places in pages_of_staff().items():
        with a_page(chromium, address, name, width=width) as page:
            page.on("console", lambda message: said.append(message.text))
            for place in places:
                answer = page.goto(address + place)
                assert answer is not None
                assert answer.status == 200, place
                found[place] = complaints(page)
    assert {place: each for place, each in found.items() if each} == {}
    assert [each for each in said if "Content Security Policy" in each] == []


@pytest.mark.parametrize("width", [DESK, SMALLEST])
def test_every_page_for_the_public_is_accessible_and_whole(
    chromium: Browser, address: str, width: int
) -> None:
    found: dict[str, list[str]] = {}
    with a_page(chromium, address, width=width) as page:
        page.goto(address + visiting.START)
        found["start"] = complaints(page)
        page.get_by_role("button", name="I was harmed").click()
        for key in visiting.PAGES:
            page.goto(f"{address}{visiting.START}/{key}")
            found[key] = complaints(page)
            page.get_by_role("button", name="Continue").click()
            found[f"{key} sent empty"] = complaints(page)
        page.goto(f"{address}{visiting.START}/not-safe")
        found["not safe"] = complaints(page)
    assert {place: each for place, each in found.items() if each} == {}


def test_somebody_harmed_can_ask_without_scripts(chromium: Browser, address: str) -> None:
    with a_page(chromium, address, width=PHONE, scripts=False) as page:
        page.goto(address + visiting.START)
        page.get_by_role("button", name="I was harmed").click()
        page.get_by_label("Yes", exact=True).check()
        page.get_by_label("None of these. I will call you myself").check()
        page.get_by_label("No, never leave a message").check()
        page.get_by_role("button", name="Continue").click()
        page.get_by_label("Your last name").fill("Fenwick")
        page.get_by_role("button", name="Continue").click()
        page.get_by_label("What happened?").fill("Somebody broke in.")
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Continue").click()
        page.get_by_label("No", exact=True).check()
        page.get_by_role("button", name="Continue").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("Check what you wrote")
        expect(page.get_by_text("Somebody broke in.")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_back_shows_nothing_after_leaving(chromium: Browser, address: str, scripts: bool) -> None:  # noqa: FBT001
    with a_page(chromium, address, scripts=scripts) as page:
        page.goto(address + visiting.START)
        page.get_by_role("button", name="I was harmed").click()
        page.get_by_label("A word that only you and we know").fill("bluebell")
        page.get_by_label("None of these. I will call you myself").check()
        page.get_by_role("button", name="Continue").click()

        page.get_by_role("button", name="Exit this page").click()
        page.wait_for_url(f"**{ELSEWHERE}")
        assert not Draft.objects.exists()
        page.go_back()

        assert "bluebell" not in page.content()
        assert "How we can contact you" not in page.content()


def test_the_shift_key_leaves_too(chromium: Browser, address: str) -> None:
    with a_page(chromium, address) as page:
        page.goto(address + visiting.START)
        with page.expect_navigation(wait_until="load"):  # the keys count from when the next page is there
            page.get_by_role("button", name="I was harmed").click()
        for _ in range(3):
            page.keyboard.press("Shift")

        page.wait_for_url(f"**{ELSEWHERE}")
    assert not Draft.objects.exists()


def test_what_is_typed_is_saved_without_pressing_anything(chromium: Browser, address: str) -> None:
    draft = web.start(web.signed_in("Dean Whitlock"))
    with a_page(chromium, address, "Dean Whitlock") as page:
        page.goto(f"{address}{draft}/happened")
        page.get_by_label("What happened?").fill("She came home and the door was open.")
        expect(page.get_by_text("Saved as a draft at")).to_be_visible()

        page.reload()

        expect(page.get_by_label("What happened?")).to_have_value("She came home and the door was open.")


def test_nothing_is_lost_when_the_session_ends_in_the_middle_of_a_page(
    chromium: Browser, address: str
) -> None:
    draft = web.start(web.signed_in("Dean Whitlock"))
    with a_page(chromium, address, "Dean Whitlock") as page:
        page.goto(f"{address}{draft}/happened")
        page.context.clear_cookies()
        page.get_by_label("What happened?").fill("A long story that must not be lost.")
        page.get_by_role("button", name="Save and continue").click()

        expect(page.get_by_text("What you typed was kept")).to_be_visible()
    with a_page(chromium, address, "Dean Whitlock") as page:
        page.goto(f"{address}{draft}/happened")
        expect(page.get_by_label("What happened?")).to_have_value("A long story that must not be lost.")

"""Every page of the room in a browser: accessible, whole at each width, without a word from the content policy."""

import os
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from rjhub.design.tests import accessible
from rjhub.kernel import clock
from rjhub.partnership.actions import inviting, joining, leaving
from rjhub.partnership.models import Staff
from rjhub.partnership.tests import factories
from rjhub.partnership.vocabulary import Level, Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
DESK, PHONE = 1280, 375


@pytest.fixture(autouse=True)
def nobody_has_tried_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": DESK, "height": 900})
    page.set_default_timeout(15_000)
    page.said = []  # type: ignore[attr-defined]
    page.on("console", lambda message: page.said.append(message.text))  # type: ignore[attr-defined]
    yield page
    page.context.close()


def sign_in(page: Page, address: str, staff: Staff) -> None:
    page.goto(f"{address}/account/sign-in")
    page.get_by_label("Email address").fill(staff.account.email)
    page.locator("#id_password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_load_state()


def look(page: Page, place: str) -> list[str]:
    """What is wrong with the page that is open."""
    wrong = [f"{place}: {rule}" for rule in accessible.broken_rules(page)]
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wrong.append(f"{place} {width}: something sticks out")
        keep = os.environ.get("RJHUB_SCREENSHOTS")
        if keep:
            name = re.sub(r"[^a-z0-9]+", "-", place.lower()).strip("-") or "home"
            page.screenshot(path=Path(keep) / f"{name}-{width}.png", full_page=True)
    return wrong


def people() -> tuple[Staff, Staff]:
    """Meera, who administers the police, and Tom, who has all that a page can show."""
    meera, tom = factories.meera(), factories.tom()
    today = clock.today()
    with factories.acting(meera):
        joining.give_role(tom, role=Role.FACILITATOR, by=meera)
        joining.set_level(tom, level=Level.INTERMEDIATE, since=today - timedelta(days=400), by=meera)
        joining.add_training(
            tom,
            course="Sensitive and complex cases",
            completed_on=date(2023, 5, 4),
            lapses_on=today - timedelta(days=10),
            by=meera,
        )
        joining.add_training(
            tom,
            course="Facilitation, 3 days",
            completed_on=date(2025, 5, 4),
            lapses_on=today + timedelta(days=30),
            by=meera,
        )
    gone = factories.works_at(tom.agency, "Rory Pell", Role.REFERRER)
    with factories.acting(meera):
        leaving.leave(gone, on=today, by=meera)
    return meera, tom


def invited(by: Staff, email: str = "leila@sussex-police.example") -> str:
    """Somebody is invited; answers the key of the link."""
    keys: list[str] = []
    who = inviting.Invited(name="Leila Farrow", email=email, roles=[Role.REFERRER])
    with factories.acting(by):
        inviting.invite(who, agency=by.agency, by=by, address=lambda key: keys.append(key) or "")  # type: ignore[func-returns-value]
    return keys[0]


PUBLIC = [
    "/account/sign-in",
    "/account/password/reset",
    "/account/password/reset/0-0",
    "/invitation/KEY",
    "/invitation/forged",
]
OF_STAFF = [
    "/partnership",
    "/partnership/agencies?closed=on",
    "/partnership/agencies/sussex-rj-hubs",
    "/partnership/staff?past=on",
    "/partnership/staff/TOM",
    "/partnership/staff/TOM/leaving",
    "/partnership/staff/TOM/roles/new",
    "/partnership/staff/TOM/roles/ROLE/ending",
    "/partnership/staff/TOM/training/new",
    "/partnership/staff/TOM/starting-over",
    "/partnership/invitations",
    "/partnership/invitations/new",
    "/partnership/invitations/WAITING/withdrawal",
    "/partnership/codes/forces",
    "/my-account",
    "/account/password",
    "/account/factors",
    "/account/sessions",
    "/account/factors/app",
]


def test_every_page_is_accessible_and_whole(opened: Page, address: str) -> None:
    meera, tom = people()
    key = invited(meera)
    waiting = inviting.find_open(key)
    assert waiting is not None
    real = {"KEY": key, "TOM": tom.id, "ROLE": tom.roles.order_by("role")[0].id, "WAITING": waiting.id}
    wrong = []
    for place in [*PUBLIC, *OF_STAFF]:
        if place == OF_STAFF[0]:
            sign_in(opened, address, meera)
        opened.goto(address + re.sub("[A-Z]+", lambda name: str(real[name[0]]), place))
        wrong += look(opened, place)
    assert wrong == []
    said = [each for each in opened.said if "Content Security Policy" in each or "Error" in each]  # type: ignore[attr-defined]
    assert said == []


def with_passkeys(page: Page) -> None:
    """Give the browser a device that makes passkeys and asks nobody."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    abilities = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options | abilities})


def test_leila_accepts_adds_a_passkey_and_next_time_needs_no_password(opened: Page, address: str) -> None:
    key = invited(factories.meera())
    with_passkeys(opened)
    opened.goto(f"{address}/invitation/{key}")
    opened.locator("#id_password").fill("four quiet herons under glass")
    opened.get_by_role("button", name="Accept and sign in").click()
    expect(opened.get_by_role("heading", level=1)).to_have_text("Your second factors")
    opened.get_by_role("button", name="Add a passkey").click()
    opened.get_by_label("Name of the passkey").fill("Work laptop")
    wrong = look(opened, "/account/factors/passkeys/new")
    opened.get_by_role("button", name="Add a passkey").click()
    expect(opened.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    wrong += look(opened, "/account/factors/codes")
    opened.get_by_role("button", name="I have kept them somewhere safe").click()
    expect(opened.locator(".rj-header__who")).to_contain_text("Leila Farrow, Sussex Police")
    opened.goto(f"{address}/account/factors")
    expect(opened.locator("main")).to_contain_text("Work laptop")
    wrong += look(opened, "/account/factors with a passkey")
    opened.get_by_role("button", name="Sign out").click()
    opened.get_by_role("button", name="Sign in with a passkey").click()
    expect(opened.locator(".rj-header__who")).to_contain_text("Leila Farrow, Sussex Police")
    assert wrong == []
    assert [each for each in opened.said if "Content Security Policy" in each] == []  # type: ignore[attr-defined]


def test_a_passkey_comes_second_after_a_password_too(opened: Page, address: str) -> None:
    asha = factories.works_at(factories.agency("sussex-police"), "Asha Menon", password_only=False)
    with_passkeys(opened)
    sign_in(opened, address, asha)
    opened.goto(f"{address}/account/factors/passkeys/new")
    opened.get_by_role("button", name="Add a passkey").click()
    expect(opened.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    opened.get_by_role("button", name="Sign out").click()
    sign_in(opened, address, asha)
    expect(opened.get_by_role("heading", level=1)).to_have_text("Confirm that it is you")
    wrong = look(opened, "/account/sign-in/confirm")
    opened.get_by_role("button", name="Use a passkey").click()
    expect(opened.locator(".rj-header__who")).to_contain_text("Asha Menon, Sussex Police")
    assert wrong == []


def test_a_passkey_that_is_not_given_says_so_and_leaves_the_other_ways(opened: Page, address: str) -> None:
    opened.goto(f"{address}/account/sign-in")
    expect(opened.get_by_text("The passkey was not used")).to_be_hidden()
    opened.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('refused')) }")
    opened.get_by_role("button", name="Sign in with a passkey").click()
    expect(opened.get_by_text("The passkey was not used")).to_be_visible()


def test_without_scripts_one_of_the_cast_is_picked_and_signs_in(chromium: Browser, address: str) -> None:
    tom = factories.tom()
    page = chromium.new_page(java_script_enabled=False, viewport={"width": PHONE, "height": 900})
    page.goto(f"{address}/account/sign-in?email={tom.account.email}")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    expect(page.get_by_text("Passkeys need a browser that supports them")).to_be_visible()
    page.get_by_role("link", name="Tom Aldous").click()
    expect(page.get_by_label("Email address")).to_have_value(tom.account.email)
    page.locator("#id_password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".rj-header__who")).to_contain_text("Tom Aldous, Sussex Police")
    page.context.close()


def test_choosing_between_two_agencies_and_an_invitation_with_an_account(opened: Page, address: str) -> None:
    meera, euan = factories.meera(), factories.euan()
    key = invited(meera, euan.account.email)
    opened.goto(f"{address}/invitation/{key}")
    wrong = look(opened, "/invitation for somebody with an account")
    sign_in(opened, address, euan)
    opened.goto(f"{address}/invitation/{key}")
    opened.get_by_role("button", name="Accept").click()
    expect(opened.get_by_role("heading", level=1)).to_have_text("Choose for whom you act")
    wrong += look(opened, "/acting-as")
    opened.get_by_label("Sussex Police").check()
    opened.get_by_role("button", name="Continue").click()
    expect(opened.locator(".rj-header__who")).to_contain_text("Euan Tallis, Sussex Police")
    assert wrong == []


def test_the_pathways_pages_show_changes_and_mistakes(opened: Page, address: str) -> None:
    grace = factories.grace()
    sign_in(opened, address, grace)
    wrong = []
    for place in ("/partnership/pathways", "/partnership/pathways/sussex/1"):
        opened.goto(address + place)
        wrong += look(opened, place)
    opened.get_by_role("button", name="Change the pathway").click()
    text = opened.locator("#id_text")
    good = text.input_value().replace("meeting: conference", "meeting: restorative meeting")
    text.fill(good.replace("format: 1", "format: one").replace("- Arun\n", "- Arum\n"))
    opened.get_by_role("button", name="Check it").click()
    expect(opened.locator(".govuk-error-summary")).to_be_focused()
    wrong += look(opened, "/partnership/pathways/change with mistakes")
    first = opened.locator(".govuk-error-summary a").first
    target = (first.get_attribute("href") or "").removeprefix("#")
    expect(opened.locator(f"[id='{target}'] .govuk-error-message")).to_be_visible()
    opened.locator("#id_text").fill(good)
    opened.get_by_role("button", name="Check it").click()
    expect(opened.locator("main")).to_contain_text("is now 'restorative meeting'")
    wrong += look(opened, "/partnership/pathways/change reviewed")
    opened.get_by_role("button", name="Put version 2 into force").click()
    expect(opened.get_by_role("heading", level=1)).to_contain_text("version 2")
    opened.get_by_role("link", name="Compare with version 1").click()
    expect(opened.locator("main")).to_contain_text("is now 'restorative meeting'")
    wrong += look(opened, "/partnership/pathways/sussex/comparison")
    assert wrong == []
    assert [each for each in opened.said if "Content Security Policy" in each] == []  # type: ignore[attr-defined]

"""Looking at pages in a real browser: at a desk, on a phone, and with the eyes of axe."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page

from rjhub.design.tests import accessible

DESK, PHONE = 1280, 375


def opened_with(key: str, chromium: Browser, address: str) -> Page:
    """A page in which the holder of a session is signed in."""
    context = chromium.new_context(viewport={"width": DESK, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": key, "url": address}])
    page = context.new_page()
    page.set_default_timeout(15_000)
    return page


def wrong_with(page: Page, place: str) -> list[str]:
    """What is wrong with the page that is open. RJHUB_SCREENSHOTS names a folder for pictures of it."""
    wrong = [f"{place}: {rule}" for rule in accessible.broken_rules(page)]
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wrong.append(f"{place} {width}: something sticks out")
        keep = os.environ.get("RJHUB_SCREENSHOTS")
        if keep:
            name = re.sub(r"[^a-z0-9]+", "-", place.lower()).strip("-") or "overview"
            page.screenshot(path=Path(keep) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": DESK, "height": 900})
    return wrong


def wrong_with_each(
    pages: Mapping[str, Sequence[str]], chromium: Browser, address: str, names: Mapping[str, str]
) -> list[str]:
    """What is wrong with the pages of a case, each as the member sees it under whose name it stands.

    `names` says what stands for the capitals in an address, where the CASE is, and the session of each member.
    """
    wrong = []
    for name, places in pages.items():
        page = opened_with(names[name], chromium, address)
        for place in places:
            there = re.sub("[A-Z]{4,}", lambda found: names.get(found[0], found[0]), place)
            answer = page.goto(f"{address}{names['CASE']}{there}")
            assert answer
            assert answer.status == 200, f"{name} at {place}"
            wrong += wrong_with(page, place)
        page.context.close()
    return wrong

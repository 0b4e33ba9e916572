"""The glass: shows a page as it was answered in a real Chromium, and says what is wrong with it.

Pages are handed to the browser at their own address with their own content policy, and nothing but styles and scripts
can be asked of the server behind it, so that looking changes nothing.
"""

import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from wsgiref.simple_server import make_server

from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from playwright.sync_api import Browser

from rjhub.design.tests.browser import _Quiet, _Server
from tests.looks.walking import Look

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESK, PHONE = 1280, 375
PATIENCE = 90_000  # milliseconds, for a machine that has much else to do
AS_ANSWERED = "As answered"  # so that a status which the page is meant to have is no finding
# A desk's window at 200 % and at 400 % is 640 and 320 wide; tablets lie between.
WIDTHS = (DESK, 1024, 768, 640, PHONE, 320)
EYES = (Path(__file__).parent / "eyes.js").read_text()
AXE = """rules => axe.run({runOnly: rules, resultTypes: ["violations"]}).then(found => found.violations.map(
    each => [each.id, each.nodes.map(node => node.html.slice(0, 300))]))"""
STICKS_OUT = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth ? [
    ...document.querySelectorAll("body *")].filter(each => each.getBoundingClientRect().right >
    document.documentElement.clientWidth + 1).map(each => each.outerHTML.slice(0, 200)).slice(-1) : []"""

# Without scripts every question can be answered, and every form sent; not passkeys, of which a sentence says so.
UNANSWERABLE = """() => [...document.querySelectorAll("main form")].flatMap(form => [
    ...[...form.elements].filter(each => each.type !== "hidden" && each.tagName !== "FIELDSET" && each.type !== "button"
        && !each.closest("details:not([open]), [data-with-passkeys]") && !each.checkVisibility()),
    ...(form.querySelector("button[type=submit], button:not([type]), input[type=submit]") ? [] : [form]),
]).map(each => each.outerHTML.slice(0, 200))"""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. `width` is that of the window, 0 for a rule that holds at every width."""

    rule: str
    width: int
    place: str
    element: str


class Glass:
    """One window, for as many looks as are wanted."""

    def __init__(self, browser: Browser, *, pictures: Path | None = None) -> None:
        """Open the window. `pictures` is a folder for a picture of every look at a desk and on a phone."""
        context = browser.new_context(viewport={"width": DESK, "height": 900}, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        context.add_init_script(Axe().axe_script)
        self._page = context.new_page()
        self._plain = browser.new_context(java_script_enabled=False).new_page()
        self._page.on("pageerror", lambda error: self._stopped.append(str(error)))
        self._page.on(
            "console", lambda said: self._stopped.append(said.text) if said.type == "error" else None
        )
        self._pictures, self._stopped = pictures, list[str]()
        self._look: Look | None = None

    @contextmanager
    def open(self) -> Iterator["Glass"]:
        """Serve what is looked at."""
        server = make_server("127.0.0.1", 0, self._answer, _Server, _Quiet)
        self._home = f"http://localhost:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            self._page.context.close()
            self._plain.context.close()

    def wrong_with(self, look: Look) -> Iterator[Finding]:
        """What is wrong with one page at a desk, on a phone and enlarged."""
        self._look = look
        self._stopped.clear()
        self._page.set_viewport_size({"width": DESK, "height": 900})
        self._page.goto(self._home + look.address, wait_until="load")
        for rule, element in self._page.evaluate(EYES):
            yield Finding(rule, 0, look.place, element)
        for width in WIDTHS:
            self._page.set_viewport_size({"width": width, "height": 900})
            for element in self._page.evaluate(STICKS_OUT):
                yield Finding("sticks-out", width, look.place, element)
            if width in {DESK, PHONE}:
                yield from self._axe(look, width)
                self._keep(look, width)
        for each in self._stopped:
            if AS_ANSWERED not in each:
                yield Finding("script-stopped", 0, look.place, each)

        yield from self._without_script(look)

    def _without_script(self, look: Look) -> Iterator[Finding]:
        if look.contents.forms:
            self._plain.goto(self._home + look.address, wait_until="load")
            for element in self._plain.evaluate(UNANSWERABLE):
                yield Finding("cannot-be-answered-without-script", DESK, look.place, element)

    def _axe(self, look: Look, width: int) -> Iterator[Finding]:
        for rule, elements in self._page.evaluate(AXE, RULES):
            for element in elements:
                yield Finding(rule, width, look.place, element)

    def _keep(self, look: Look, width: int) -> None:
        if self._pictures:
            name = re.sub(r"[^a-z0-9]+", "-", f"{look.route} {look.how} {look.who}".lower()).strip("-")
            number = len(look.contents.kinds)
            path = self._pictures / f"{name}-{number}-{width}.png"
            self._page.screenshot(path=path, full_page=True)

    def _answer(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith("/static/"):
            answer: Iterable[bytes] = STATIC(environ, start)
            return answer
        look = self._look
        if not look or environ["PATH_INFO"] != look.address.partition("?")[0]:
            start("204 No Content", [])
            return []
        headers = [("Content-Type", "text/html; charset=utf-8")]
        if look.policy:
            headers.append(("Content-Security-Policy", look.policy))
        start(f"{look.status} {AS_ANSWERED}", headers)
        return [look.html.encode()]


STATIC = StaticFilesHandler(lambda environ, start: [])

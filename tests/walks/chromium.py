"""The same people with a real browser: they go to pages, fill in what they see, and press buttons, scripts and all."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator

from rjhub.demonstration import cast
from rjhub.partnership.models import Account
from tests.walks.people import Page, Somebody
from tests.walks.walk import Walk

PICTURES = "RJHUB_SCREENSHOTS"


@dataclass(frozen=True)
class Arrived:
    """A page as it came, in the shape of the test client's answer."""

    status_code: int
    content: bytes

    def get(self, *_: str) -> str:
        return "text/html"


class AtABrowser(Somebody):
    """One member of the cast, with a tab of Chromium."""

    def __init__(self, name: str, watch: Any, browser: Browser, site: str) -> None:
        self.site = site
        self.tab = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        self.tab.set_default_timeout(20_000)
        super().__init__(name, watch)

    def signs_in(self) -> None:
        account = Account.objects.filter(name=self.name).earliest("id")
        self.tab.context.clear_cookies()
        self.tab.goto(f"{self.site}/account/sign-in")
        self.tab.locator('main [name="login"]').fill(account.email)
        self.tab.locator('main [name="password"]').fill(cast.PASSWORD)
        with self.tab.expect_navigation(url=f"{self.site}/"):
            self.tab.get_by_role("button", name="Sign in", exact=True).click()

    def looks_at(self, address: str) -> Page:
        return self._arrived(self.tab.goto(self.site + address))

    def sends(self, button: str, **answers: Any) -> Page:
        form, before = self.page.form(button), self.page
        form.filled(answers)
        self._watch(self, form.action or before.address, None)
        for name, answer in form.spread(answers):
            self._fill(self.tab.locator(f'main [name="{name}"]'), answer)
        with self.tab.expect_navigation() as arriving:
            self.tab.get_by_role("button", name=button).first.click()
        return self._arrived(arriving.value)

    def _fill(self, controls: Locator, answer: Any) -> None:
        """Answer one question, which has to be in sight."""
        wanted = [str(one) for one in (answer if isinstance(answer, list | tuple) else [answer])]
        first = controls.first
        if first.get_attribute("data-autocomplete") is not None and wanted[0]:
            self._find(first, wanted[0])
        elif first.evaluate("one => one.tagName") == "SELECT":
            first.select_option(wanted)
        elif first.get_attribute("type") in {"radio", "checkbox"}:
            for one in controls.all():
                if one.get_attribute("type") == "checkbox" or one.get_attribute("value") in wanted:
                    one.set_checked(one.get_attribute("value") in wanted)
        elif wanted[0] or first.is_visible():  # nobody empties what is not in sight
            first.fill(wanted[0])

    def _find(self, choices: Locator, value: str) -> None:
        """Type the words of a choice, and take it from what is found."""
        words = choices.evaluate("(one, value) => [...one.options].find(x => x.value === value).text", value)
        self.tab.locator(f"#{choices.get_attribute('id').removesuffix('-select')}").fill(words.strip())
        self.tab.get_by_role("option", name=words.strip()).first.click()

    def _arrived(self, response: Any) -> Page:
        place = self.tab.url.removeprefix(self.site)
        folder = os.environ.get(PICTURES)
        if folder:
            number = len(list(Path(folder).iterdir()))
            self.tab.screenshot(path=Path(folder) / f"{number:03}-{self.name.split()[0]}.png", full_page=True)
        return self._keep(place, Arrived(response.status, self.tab.content().encode()))


class WalkInChromium(Walk):
    """The way of one case, for people of whom some have a real browser."""

    def __init__(self, *, outsiders: tuple[str, ...], browser: Browser, site: str, seen: set[str]) -> None:
        super().__init__(outsiders=outsiders)
        self._browser, self._site, self._seen = browser, site, seen

    def __call__(self, name: str) -> Somebody:
        if name in self._seen and name not in self._people:
            self._people[name] = AtABrowser(name, self._watch, self._browser, self._site)
        return super().__call__(name)

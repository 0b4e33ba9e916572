"""Members of the cast with a browser each: they open pages, follow links, and press buttons that are there."""

import io
from copy import deepcopy
from typing import Any

import pypdf
from django.http import HttpResponse
from django.test import Client

from rjhub.partnership.models import Account
from tests.walks.reading import Form, Reader

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Page:
    """A page that somebody has before them."""

    def __init__(self, address: str, response: Any) -> None:
        self.address, self.status = address, response.status_code
        self.kind = response.get("Content-Type", "")
        self.html = response.content.decode() if self.kind.startswith("text/html") else ""
        self.text = self.html or _printed(self.kind, response)
        self._reader: Reader | None = None

    @property
    def read(self) -> Reader:
        """The page as it is read, once."""
        self._reader = self._reader or Reader(self.html)
        return self._reader

    @property
    def words(self) -> str:
        return self.read.said() if self.html else " ".join(self.text.split())

    def says(self, *texts: str) -> "Page":
        for text in texts:
            assert text in self.words, f"{self.address} does not say “{text}”, but:\n{self.words}"
        return self

    def says_nothing_of(self, *texts: str) -> "Page":
        for text in texts:
            assert text not in self.words, f"{self.address} says “{text}”:\n{self.words}"
        return self

    def link(self, text: str, nth: int = 0) -> str:
        """Where a link leads. `nth`: which of several with the same words."""
        found = [href for words, href in self.read.links if words == text]
        found = found or [href for words, href in self.read.links if words.startswith(text)]
        offered = [words for words, _ in self.read.links]
        assert len(found) > nth, f"{self.address} has no link “{text}” ({nth}), only {offered}: {self.words}"
        return found[nth]

    def form(self, button: str) -> Form:
        """The form with a button of these words."""
        found = [form for form in self.read.forms if button in form.buttons]
        offered = [form.buttons for form in self.read.forms]
        assert found, f"{self.address} has no button “{button}”, only {offered}:\n{self.words}"
        return found[0]


class Somebody:
    """One member of the cast, signed in, with the page that they have before them."""

    def __init__(self, name: str, watch: Any, before: "Somebody | None" = None) -> None:
        """Somebody signs in, or goes on with the browser that they had `before`."""
        self.name, self._watch = name, watch
        self.client = Client(enforce_csrf_checks=True)
        self.page: Page | None = before.page if before else None
        if before:
            self.client.cookies = deepcopy(before.client.cookies)
        else:
            self.signs_in()

    def signs_in(self) -> None:
        account = Account.objects.filter(name=self.name).earliest("id")
        self.client.force_login(account, backend=BACKEND)

    def looks_at(self, address: str) -> Page:
        """Whatever comes for an address, be it a page or a refusal."""
        response: HttpResponse = self.client.get(address, follow=True)
        chain = response.redirect_chain
        return self._keep(chain[-1][0] if chain else address, response)

    def opens(self, address: str) -> "Somebody":
        page = self.looks_at(address)
        assert page.status == 200, f"{self.name} opens {address}: {page.status} {page.words}"
        return self

    def follows(self, *texts: str, nth: int = 0) -> "Somebody":
        """Follow links by their words, one after the other."""
        for text in texts:
            href = self.page.link(text, nth)
            self.opens(self.page.address.split("?")[0] + href if href.startswith("?") else href)
        return self

    def presses(self, button: str, **answers: Any) -> "Somebody":
        """Fill a form in and send it. It has to be taken."""
        before = self.page
        page = self.sends(button, **answers)
        fine = page.status == 200 and "There is a problem" not in page.words
        assert fine, f"{self.name} presses “{button}” on {before.address}: {page.status} {page.words}"
        return self

    def sends(self, button: str, **answers: Any) -> Page:
        """Fill a form in and send it, whatever comes back."""
        form, before = self.page.form(button), self.page
        address = form.action or before.address
        self._watch(self, address, None)
        response = self.client.post(address, form.filled(answers), follow=True)
        chain = response.redirect_chain
        return self._keep(chain[-1][0] if chain else address, response)

    def is_refused(self, button: str, *because: str, **answers: Any) -> "Somebody":
        """Fill a form in and send it. It must not be taken, and the answer says why."""
        page = self.sends(button, **answers)
        refused = page.status == 403 or "There is a problem" in page.words
        assert refused, f"{self.name} could press “{button}”: {page.words}"
        page.says(*because)
        return self

    def says(self, *texts: str) -> "Somebody":
        self.page.says(*texts)
        return self

    def _keep(self, address: str, response: Any) -> Page:
        self.page = Page(address, response)
        self._watch(self, address, self.page)
        return self.page


def _printed(kind: str, response: Any) -> str:
    """The words of a PDF."""
    if not kind.startswith("application/pdf"):
        return ""
    whole = b"".join(response.streaming_content) if response.streaming else response.content
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(whole)).pages)

"""A case on its way: its people with their browsers, what was opened, and the others who try each page of it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.test import Client

from rjhub.cases.tests.factories import member, signed_in
from rjhub.kernel import clock
from rjhub.partnership.vocabulary import WorksWith
from tests.walks.people import Page, Somebody

# Where the person harmed can be reached: each way stands in its own words, and on no page of the other side.
SECRETS = {
    "mobile": "07700 900417",
    "phone": "01632 960417",
    "email": "quillfeather@example.org",
    "address": "17 Zephyrine Mews\nNowhere\nZZ99 9QX",
    "safe_times": "Before the tortoiseshell clock strikes",
    "who_may_answer": "Grandmother Peregrina, who knows nothing",
    "code_word": "marzipan",
    "notes": "The lodger Bartholomew reads her post",
}
TOKENS = (
    "07700900417", "01632960417", "quillfeather", "zephyrine", "tortoiseshell", "peregrina", "marzipan",
    "bartholomew",
)  # fmt: skip
NOWHERE = "ZZ-26-0000-0"
CHANGING = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|on [0-9]+ \w+ [0-9]{4} at [0-9:]+(am|pm)')


def tokens_in(html: str) -> list[str]:
    """The ways to reach the person harmed that a page gives away."""
    packed = re.sub(r"\s+", "", html.casefold())
    return [token for token in TOKENS if token in packed]


class Walk:
    """The way of one case. `outsiders` have nothing to do with it; nobody of theirs may learn that it is there."""

    def __init__(self, *, outsiders: tuple[str, ...]) -> None:
        self.outsiders = list(outsiders)
        self.inside: set[str] = set()
        self.reference = ""
        self._people: dict[str, Somebody] = {}
        self._opened: dict[str, None] = {}
        self._sent: dict[str, None] = {}
        self._tried: set[tuple[str, str]] = set()
        self._outer: dict[str, Client] = {}
        self._missing: dict[str, str] = {}

    def __call__(self, name: str) -> Somebody:
        """Somebody at their browser."""
        if name not in self._people:
            self._people[name] = Somebody(name, self._watch)
        return self._people[name]

    def later(self, time_machine: Any, **delta: float) -> None:
        """Time goes by; sessions have ended, and everybody signs in again."""
        time_machine.move_to(clock.now() + timedelta(**delta), tick=True)
        self._outer.clear()
        for somebody in self._people.values():
            somebody.signs_in()

    def at(self, name: str, *links: str) -> Somebody:
        """Somebody opens the case and follows links from there."""
        return self(name).opens(f"/cases/{self.reference}").follows(*links)

    def _watch(self, who: Somebody, address: str, page: Page | None) -> None:
        """Note what somebody opens, or (without a page) sends; and read on the other side's pages what must not be."""
        path = address.partition("?")[0].partition("#")[0]
        if self.reference and self.reference in path:
            if page is None:
                self._sent[path] = None
            elif page.status == 200:
                self._opened[path] = None
        if page is not None and page.html and across(who.name):
            assert tokens_in(page.html) == [], f"{who.name} reads on {path} where the person harmed is"

    def others_try(self) -> None:
        """Everybody else tries what was opened since: outsiders see nothing, the other side nothing of the harmed."""
        for name in self.outsiders:
            client = self._outside(name)
            for ask, paths in ((client.get, self._opened), (client.post, self._sent)):
                for path in self._untried(f"{name} {ask.__name__}", paths):
                    self._sees_nothing(name, ask, path)
        for path in self._untried("stranger", self._opened):
            answer: Any = Client().get(path)
            assert answer.status_code == 302, (path, answer.status_code)
            assert answer.url.startswith("/account/sign-in"), (path, answer.url)
        for name in [name for name in self._people if across(name) and name not in self.outsiders]:
            for path in self._untried(name, self._opened):
                answer = self(name).client.get(path)
                assert tokens_in(answer.content.decode(errors="ignore")) == [], (name, path)

    def _untried(self, who: str, paths: dict[str, None]) -> list[str]:
        new = [path for path in paths if (who, path) not in self._tried]
        self._tried |= {(who, path) for path in new}
        return new

    def _sees_nothing(self, name: str, ask: Any, path: str) -> None:
        """A case that somebody has nothing to do with answers as one that is not there."""
        hidden = ask(path)
        if name not in self._missing:
            self._missing[name] = _plain(self._outside(name).get(f"/cases/{NOWHERE}"))
        assert hidden.status_code in {404, 405}, (name, path, hidden.status_code)
        assert hidden.status_code == 405 or _plain(hidden) == self._missing[name], (name, path)

    def _outside(self, name: str) -> Client:
        """A browser whose forms come with a right token, so that only the address decides."""
        if name not in self._outer:
            self._outer[name] = signed_in(name)
        return self._outer[name]

    def _stranger_is_sent_to_sign_in(self, path: str) -> None:
        if ("", path) in self._tried:
            return
        self._tried.add(("", path))
        answer: Any = Client().get(path)
        sent = answer.status_code == 405 or (
            answer.status_code == 302 and answer.url.startswith("/account/sign-in")
        )
        assert sent, (path, answer.status_code)

    @contextmanager
    def part(self) -> Iterator[None]:
        """One part of the way; afterwards everybody else tries what was opened in it."""
        yield
        self.others_try()


def across(name: str) -> bool:
    """Whether somebody's agency stands on the other side of the wall."""
    works_with = _works_with(name)
    return works_with in {WorksWith.RESPONSIBLE, WorksWith.NEITHER}


_KNOWN: dict[str, str] = {}


def _works_with(name: str) -> str:
    if name not in _KNOWN:
        _KNOWN[name] = member(name).agency.works_with
    return _KNOWN[name]


def _plain(answer: Any) -> str:
    return CHANGING.sub("", answer.content.decode())

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
    "bartholomew", "ottoline", "quincelantern",
)  # fmt: skip
NOWHERE = "ZZ-26-0000-0"
SAMPLE = 3  # of each kind after each part; the whole comes once, with `others_try`
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

    def on_from_here(self) -> "Walk":
        """The same case, to be walked on in one of several ways, each of which knows nothing of the others."""
        other = Walk(outsiders=tuple(self.outsiders))
        other.reference, other.inside = self.reference, set(self.inside)
        other._opened, other._sent, other._tried = dict(self._opened), dict(self._sent), set(self._tried)
        other._people = {name: Somebody(name, other._watch, one) for name, one in self._people.items()}
        return other

    def later(self, time_machine: Any, **delta: float) -> None:
        """Time goes by; sessions have ended, and everybody signs in again."""
        time_machine.move_to(clock.now() + timedelta(**delta), tick=True)
        self._outer.clear()
        for somebody in self._people.values():
            somebody.signs_in()

    def at(self, name: str, *links: str) -> Somebody:
        """Somebody opens the case and follows links from there, or from a page of it that they have before them."""
        who, case = self(name), f"/cases/{self.reference}"
        before = who.page
        there = before is not None and before.status == 200 and before.address.startswith(f"{case}/")
        if links and there and links[0] in {words for words, _ in before.read.links}:
            return who.follows(*links)
        return who.opens(case).follows(*links)

    def _watch(self, who: Somebody, address: str, page: Page | None) -> None:
        """Note what somebody opens, or (without a page) sends; and read on the other side's pages what must not be."""
        path = address.partition("?")[0].partition("#")[0]
        if self.reference and self.reference in path:
            if page is None:
                self._sent[path] = None
            elif page.status == 200:
                self._opened[path] = None
        if page is not None and page.text and across(who.name):
            assert tokens_in(page.text) == [], f"{who.name} reads on {path} where the person harmed is"

    @contextmanager
    def part(self) -> Iterator[None]:
        """One part of the way; afterwards one of the outsiders, each in turn, tries the newest of what was opened."""
        yield
        if self.outsiders:
            self._try(self.outsiders[len(self._tried) % len(self.outsiders)], newest=SAMPLE)

    def others_try(self) -> None:
        """Everybody else tries everything: outsiders see nothing, and the other side nothing of the harmed."""
        for name in self.outsiders:
            self._try(name)
        for path in self._untried("stranger", self._opened):
            answer: Any = Client().get(path)
            assert answer.status_code == 302, (path, answer.status_code)
            assert answer.url.startswith("/account/sign-in"), (path, answer.url)
        self.other_side_tries()

    def other_side_tries(self) -> None:
        """Whoever works with the people responsible, and is or was part of the way, reads everything they may."""
        for name in [name for name in self._people if across(name) and name not in self.outsiders]:
            for path in self._untried(name, self._opened):
                page = Page(path, self(name).client.get(path))
                assert tokens_in(page.text) == [], (name, path)

    def _try(self, name: str, newest: int | None = None) -> None:
        client = self._outside(name)
        for ask, paths in ((client.get, self._opened), (client.post, self._sent)):
            found = self._untried(f"{name} {ask.__name__}", paths, newest)
            for path in found:
                self._sees_nothing(name, ask, path)

    def _untried(self, who: str, paths: dict[str, None], newest: int | None = None) -> list[str]:
        new = [path for path in paths if (who, path) not in self._tried]
        new = new[-newest:] if newest else new
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

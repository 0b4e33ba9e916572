"""Walks through the program as one person does: along every link, and through every form, in as many ways as there are.

Requests are answered in this process, inside a transaction that is taken back, and what a form changes is taken back at
once, so that one walk cannot close the next one's case.
"""

import copy
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import Resolver404, resolve

from tests.looks import answering, reading
from tests.looks.reading import Contents, Form

HOME = "http://localhost"
NOTHING_LIKE_IT = "zzz nothing like it"
LEFT_ALONE = ("account_logout", "referrals:leaving", "end_session", "end_all_sessions")


@dataclass(frozen=True)
class Look:
    """One page as one person saw it. `how`: how they came to it."""

    who: str
    route: str
    how: str
    address: str
    status: int
    html: str
    policy: str
    contents: Contents

    @property
    def key(self) -> tuple[object, ...]:
        """Two looks with the same key show the same kinds of things."""
        return self.route, self.how, self.status, self.contents.kinds

    @property
    def drawn(self) -> tuple[object, ...]:
        """Two looks with the same parts in the same places, however they were come to, are drawn alike."""
        return self.route, self.status, self.contents.parts

    @property
    def place(self) -> str:
        """Where this was seen, for a report."""
        return f"{self.who}: {self.route} ({self.how}, {self.status}) at {self.address}"


@dataclass
class Noted:
    """What walks tell each other: which addresses were reached, and how often a form was sent."""

    reached: set[str] = field(default_factory=set)
    sent: Counter[tuple[object, ...]] = field(default_factory=Counter)
    requests: int = 0


class Walk:
    """One person's way. `visits`: how often they open each address of a kind, as there may be hundreds of cases."""

    def __init__(self, who: str, client: Client, *, visits: int, thorough: bool, noted: "Noted") -> None:
        """Say who walks, with a client in which they are signed in, and what was noted on all walks so far."""
        self.who, self.client, self.visits, self.noted = who, client, visits, noted
        self._waiting: deque[str] = deque()
        self._known: set[str] = set()
        self._opened: Counter[str] = Counter()
        self._seen: set[tuple[object, ...]] = set()
        self._thorough = thorough
        self._sent: set[tuple[object, ...]] = set()
        client.raise_request_exception = False

    def along(self, *starts: str) -> Iterator[Look]:
        """Every page that differs from those before it, beginning with some addresses."""
        self._remember("/", starts)
        while self._waiting:
            address = self._waiting.popleft()
            for look in self._open(address):
                if look.key not in self._seen:
                    self._seen.add(look.key)
                    yield look
                    yield from self._send_everything_on(look)

    def at(self, *addresses: str) -> Iterator[Look]:
        """These pages, and what comes of everything that can be sent on them. No link is followed."""
        for address in addresses:
            look = self._look(address, "opened", self._ask("get", address))
            if look:
                if look.key not in self._seen:
                    self._seen.add(look.key)
                    yield look
                yield from self._send_everything_on(look)  # two pages of the same kinds may lead elsewhere

    def _open(self, address: str) -> Iterator[Look]:
        route = route_of(address)
        if self._opened[route] >= self.visits:
            return
        self._opened[route] += 1
        look = self._look(address, "opened", self._ask("get", address))
        if look:
            self._remember(address, look.contents.links)
            yield look

    def _send_everything_on(self, look: Look) -> Iterator[Look]:
        for form in look.contents.forms:
            there = route_of(urljoin(look.address, form.action or look.address))
            asked = (look.route, there, form.method, tuple(sorted({each.name for each in form.fields})))
            if asked in self._sent or self.noted.sent[asked] >= self.visits:
                continue
            self._sent.add(asked)
            self.noted.sent[asked] += 1
            for found in self._send(look, form):
                if found.key not in self._seen:
                    self._seen.add(found.key)
                    yield found

    def _send(self, look: Look, form: Form) -> Iterator[Look]:
        address = urljoin(look.address, form.action or look.address)
        if route_of(address) in LEFT_ALONE:
            return
        if form.method == "get":
            yield from self._filter(address, form)
            return
        for how, answers in answering.ways(form):
            if not self._thorough and how != answering.EMPTY:
                continue
            cookies = copy.deepcopy(self.client.cookies)
            with transaction.atomic():
                found = list(self._follow(address, how, self._ask("post", address, answers)))
                transaction.set_rollback(True)
            self.client.cookies = cookies
            yield from found

    def _filter(self, address: str, form: Form) -> Iterator[Look]:
        texts = [each.name for each in form.open_questions if each.kind in {"text", "search"}]
        for name in texts:
            there = f"{address.partition('?')[0]}?{urlencode({name: NOTHING_LIKE_IT})}"
            if look := self._look(there, "filtered", self._ask("get", there)):
                yield look

    def _follow(self, address: str, how: str, answer: Any) -> Iterator[Look]:
        """What a form was answered with, and where it led."""
        if look := self._look(address, how, answer):
            yield look
        elif answer.status_code in {302, 303} and self._is_ours(answer["Location"]):
            there = urljoin(address, answer["Location"])
            if look := self._look(there, f"after {route_of(address)}", self._ask("get", there)):
                yield look

    def _ask(self, method: str, address: str, answers: Any = None) -> Any:
        self.noted.requests += 1
        cache.clear()  # how often somebody may try something is not what is looked at here
        if method == "get":
            return self.client.get(address)
        data = QueryDict(mutable=True)
        for name, values in (answers or {}).items():
            data.setlist(name, values)
        return self.client.post(address, dict(data.lists()), headers={"origin": "http://testserver"})

    def _look(self, address: str, how: str, answer: HttpResponse) -> Look | None:
        route = route_of(address)
        self.noted.reached.add(route)
        if not answer.get("Content-Type", "").startswith("text/html") or answer.status_code in {
            301,
            302,
            303,
        }:
            return None
        html = answer.content.decode()
        if not html:
            return None
        policy = answer.get("Content-Security-Policy", "")
        return Look(self.who, route, how, address, answer.status_code, html, policy, reading.read(html))

    def _remember(self, address: str, links: Any) -> None:
        for link in links:
            there = urljoin(address, link).partition("#")[0]
            if self._is_ours(there) and there not in self._known and route_of(there) not in LEFT_ALONE:
                self._known.add(there)
                self._waiting.append(there)

    def _is_ours(self, address: str) -> bool:
        return not urlsplit(address).netloc and address.startswith("/")


def route_of(address: str) -> str:
    """The name of an address, as in `routes.toml`."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return "no such address"

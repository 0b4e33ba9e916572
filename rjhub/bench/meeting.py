"""A meeting followed by many browsers over HTTP: how soon all have seen a decision, and whether any is lost.

Each browser does what `hubmeetings/live.js` does: it asks for the version twice a second and fetches the page where
that has changed. Some lose their connection for a while, again and again, and have to come to what they missed.
"""

import http.client
import os
import random
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from statistics import median
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import numpy as np
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections

from rjhub.bench.actors import COORDINATOR, NOTHING
from rjhub.bench.browser import Browser
from rjhub.cases.models import Case
from rjhub.hubmeetings import queries
from rjhub.hubmeetings.actions import agenda, arranging, attending
from rjhub.kernel import clock
from rjhub.partnership.models import Account, Hub, Staff
from rjhub.server import ports
from rjhub.server.children import Child, python
from rjhub.server.trouble import TroubleError
from rjhub.sharing import doors, readers

SOON, LONGEST = 0.5, 5.0
AIM = 1.0
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"[^>]* value="([^"]*)"')
_VERSION = re.compile(r'data-version="(\d+)"')


@dataclass(frozen=True)
class Place:
    """A meeting, the page of a case at it, and what a session needs to be there."""

    version: str
    page: str
    sessions: tuple[str, ...]


@dataclass
class Watcher:
    """One browser: when it first saw each decision, and when it was without a connection."""

    seen: dict[int, float] = field(default_factory=dict)
    away: list[tuple[float, float]] = field(default_factory=list)
    asked: int = 0
    failed: int = 0


@dataclass(frozen=True)
class Measured:
    """Seconds until all who were connected had seen a decision, and what became of those who were not."""

    browsers: int
    decisions: int
    until_all: tuple[float, ...]
    drops: int
    missed: int
    lost: int
    asked: int
    failed: int
    answering: tuple[float, ...]

    def lines(self) -> Iterator[str]:
        """The figures in words."""
        p95 = float(np.percentile(self.until_all, 95)) if self.until_all else float("nan")
        middle = median(self.until_all) if self.until_all else float("nan")
        yield f"{self.browsers} browsers, {self.decisions} decisions, {self.drops} connections dropped"
        yield f"seen by all who were connected: p50 {middle:.2f} s, p95 {p95:.2f} s (aim {AIM:.0f} s)"
        yield f"made while somebody was away: {self.missed}; never seen by somebody: {self.lost}"
        yield f"{self.asked:,} requests, {self.failed} failed without a drop"
        yield f"keeping a decision: p50 {median(self.answering):.2f} s"


def arrange(browsers: int) -> Place:
    """A meeting of the busiest hub about a case of it, and so many sessions of its coordinator."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(COORDINATOR)
        found = cursor.fetchone()
    if found is None:
        raise TroubleError(NOTHING)
    staff = Staff.objects.filter(account_id=found[0], until=None).select_related("account", "agency").first()
    hub = Hub.objects.select_related("partnership").get(id=found[1])
    if staff is None:
        raise TroubleError(NOTHING)
    at = clock.now()
    with doors.opened(readers.reader_for(staff), door="bench", purpose="bench"):
        when = arranging.WhenAndWhere(begins_at=at + timedelta(minutes=5), place="The hub")
        meeting = arranging.arrange_meeting(hub, when, submission_key=uuid4(), by=staff, at=at)
        seat = queries.seat_of(meeting, staff)
        case = Case.objects.filter(hub=hub, closed_at=None).order_by("-updated_at", "id").first()
        if case is None or seat is None:
            raise TroubleError(NOTHING)
        attending.come_in(seat, by=staff, at=at)
        items = queries.agenda_of(meeting)
        item = (
            items[0] if items else agenda.add_case(meeting, case, because="To be measured", by=staff, at=at)
        )
        agenda.take_up(item, by=staff, at=at)
    account = Account.objects.get(id=staff.account_id)
    sessions = tuple(Browser(WSGIHandler(), account).session for _ in range(browsers + 1))
    place = f"/hub-meetings/{meeting.id}"
    return Place(f"{place}/version", f"{place}/cases/{item.id}", sessions)


def measure(place: Place, address: str, *, decisions: int, dropping: bool, seed: int = 1) -> Measured:
    """Let browsers follow while one decides again and again."""
    over, watchers = threading.Event(), [Watcher() for _ in place.sessions[1:]]
    threads = []
    for one, key in zip(watchers, place.sessions[1:], strict=True):
        chance = random.Random(f"{seed} {key}")  # noqa: S311 - when browsers ask, and lose their connection
        follower = Follower(one, place, address, key, chance, is_dropping=dropping)
        threads.append(threading.Thread(target=follower.follow, args=(over,)))
    for thread in threads:
        thread.start()
    sent: dict[int, float] = {}
    answering: list[float] = []
    for number in range(decisions):
        time.sleep(2.0)
        began = time.monotonic()
        _decide(place, address, f"Decision {number} of {decisions}.", number, sent)
        answering.append(time.monotonic() - began)
    time.sleep(3 * LONGEST)
    over.set()
    for thread in threads:
        thread.join()
    return _read(watchers, sent, answering)


def _read(watchers: list[Watcher], sent: dict[int, float], answering: list[float]) -> Measured:
    until_all, missed, lost = [], 0, 0
    for number, at in sent.items():
        times = []
        for one in watchers:
            there = one.seen.get(number)
            # Whoever is back by now still has to find out: a drop counts until the next answer after it.
            away = any(start <= at + AIM and at <= end + LONGEST for start, end in one.away)
            missed += away
            lost += there is None
            if there is not None and not away:
                times.append(there - at)
        if times:
            until_all.append(max(times))
    return Measured(
        browsers=len(watchers), decisions=len(sent), until_all=tuple(until_all),
        drops=sum(len(one.away) for one in watchers), missed=missed, lost=lost,
        asked=sum(one.asked for one in watchers), failed=sum(one.failed for one in watchers),
        answering=tuple(answering),
    )  # fmt: skip


@dataclass
class Follower:
    """What one browser does."""

    mine: Watcher
    place: Place
    address: str
    key: str
    chance: random.Random
    is_dropping: bool
    known: int = 0

    def follow(self, over: threading.Event) -> None:
        """Ask again and again until all is over."""
        wait, next_drop = SOON, time.monotonic() + self.chance.uniform(3, 12)
        line = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=10)
        while not over.is_set():
            if self.is_dropping and time.monotonic() > next_drop:
                line.close()
                gone = time.monotonic()
                over.wait(self.chance.uniform(1, 4))
                self.mine.away.append((gone, time.monotonic()))
                next_drop = time.monotonic() + self.chance.uniform(8, 20)
            try:
                self._ask(line)
                wait = SOON
            except (OSError, http.client.HTTPException):
                self.mine.failed += 1
                line.close()
                wait = min(wait * 2, LONGEST)
            over.wait(wait * self.chance.uniform(0.8, 1.2))
        line.close()

    def _ask(self, line: http.client.HTTPConnection) -> None:
        version = int(re.sub(r"\D", "", _get(line, self.place.version, self.key)) or 0)
        self.mine.asked += 1
        if version == self.known:
            return
        page = _get(line, self.place.page, self.key)
        self.mine.asked += 1
        now = time.monotonic()
        self.known = int((_VERSION.search(page) or [0, 0])[1])
        for number in map(int, re.findall(r"Decision (\d+) of", page)):
            self.mine.seen.setdefault(number, now)


def _decide(place: Place, address: str, words: str, number: int, sent: dict[int, float]) -> None:
    line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    line.request("GET", place.page, headers=_headers(place.sessions[0]))
    answer = line.getresponse()
    cookies = [value.split(";", 1)[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
    hidden = {name: unescape(value) for name, value in _HIDDEN.findall(answer.read().decode())}
    given = hidden | {"kind": "later", "later_words": words}
    headers = _headers(place.sessions[0], *cookies) | {"Content-Type": "application/x-www-form-urlencoded"}
    sent[number] = time.monotonic()
    line.request("POST", place.page, urlencode(given), headers)
    kept = line.getresponse()
    kept.read()
    line.close()
    if kept.status != http.HTTPStatus.FOUND:
        message = f"a decision answered {kept.status}"
        raise RuntimeError(message)


def _get(line: http.client.HTTPConnection, path: str, key: str) -> str:
    line.request("GET", path, headers=_headers(key) | {"X-Follows": "1"})
    answer = line.getresponse()
    text = answer.read().decode()
    if answer.status != http.HTTPStatus.OK:
        message = f"{path} answered {answer.status}"
        raise http.client.HTTPException(message)
    return text


def _headers(key: str, *cookies: str) -> dict[str, str]:
    return {"Cookie": "; ".join((f"{settings.SESSION_COOKIE_NAME}={key}", *cookies))}


@contextmanager
def served(port: int, processes: int, threads: int) -> Iterator[str]:
    """The program behind its own web server on a port of this machine, until the end of the block.

    Raises TroubleError where the port is taken.
    """
    ports.refuse_if_taken("127.0.0.1", port)
    command = [*python("granian", "--interface", "wsgi", "rjhub.wsgi:application"), "--host", "127.0.0.1"]
    command += ["--port", str(port), "--no-ws", "--log-level", "warning", "--workers", str(processes)]
    child = Child("web", [*command, "--blocking-threads", str(threads)], dict(os.environ))
    try:
        for _ in range(120):
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            try:
                line.request("GET", "/account/sign-in")
                line.getresponse().read()
                break
            except OSError:
                time.sleep(0.5)
            finally:
                line.close()
        yield f"http://127.0.0.1:{port}"
    finally:
        child.stop()

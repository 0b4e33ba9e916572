"""The whole of it: walks as everybody, looks at every page that differs from the others, and reports."""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from playwright.sync_api import Browser

from rjhub.demonstration import loading
from rjhub.kernel import clock
from tests.looks import reading, scenes, states, unfinished
from tests.looks.glass import Finding, Glass
from tests.looks.walking import Look, Noted, Walk, route_of
from tests.test_routes import TABLE

MET = "met"
Starts = Mapping[str, tuple[str, ...]]
NOWHERE: Starts = {}

NOT_REACHED = tomllib.loads((Path(__file__).parent / "not_reached.toml").read_text())
FAILED = 500


@dataclass
class Seen:
    """What was walked and what was found."""

    looks: list[Look] = field(default_factory=list)
    noted: Noted = field(default_factory=Noted)
    findings: list[Finding] = field(default_factory=list)
    looked_at: int = 0

    @property
    def failed(self) -> list[str]:
        """Where the program answered with an error of its own, besides those that were brought about."""
        return sorted(look.place for look in self.looks if look.status >= FAILED and look.how != MET)

    def report(self) -> dict[str, Any]:
        """The figures."""
        reached = self.noted.reached
        every = {name for names in TABLE.values() for name in names}
        unexplained = sorted(every - reached - set(NOT_REACHED))
        explained = sorted(set(NOT_REACHED) - reached)
        return {
            "in short": f"{len(every & reached)} of {len(every)} addresses reached, {len(explained)} not, each for the "
            f"reason below, {len(unexplained)} unexplained",
            "addresses": len(every),
            "reached": len(every & reached),
            "not reached": unexplained,
            "reached, though there is a reason": sorted(set(NOT_REACHED) & reached),
            "not reached, with a reason": {name: NOT_REACHED[name] for name in explained},
            "requests": self.noted.requests,
            "pages and states": len(self.looks),
            "drawn differently": len({look.drawn for look in self.looks}),
            "looked at": self.looked_at,
            "failed": self.failed,
            "findings": len(self.findings),
            "by rule": dict(Counter(each.rule for each in self.findings).most_common()),
            "first of each": {
                each.rule: [each.width, each.place, each.element] for each in reversed(self.findings)
            },
        }


def load(*, thorough: bool = False) -> Starts:
    """Write the demonstration's cases into the database of this transaction, and with `thorough` unfinished ones.

    Says where somebody begins who works on those.
    """
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        loading.load_cases(connection.connection, at=clock.now())
        cursor.execute("SET ROLE rjhub_app")
    return unfinished.write() if thorough else {}


def walk(
    seen: Seen, who: Iterable[str], *, visits: int, thorough: bool, first: Starts = NOWHERE
) -> Iterator[Look]:
    """Go everywhere as everybody, and give each page that differs from those before.

    `thorough`: every way to send a form, and people without an account, too. `first`: where somebody begins.
    """
    yield from _new_ones(seen, _looks(seen, who, visits=visits, thorough=thorough, first=first))


def in_states(seen: Seen, names: Iterable[str] = ()) -> Iterator[Look]:
    """Bring about states by their names, every one if there are none, and give each page that differs."""
    wanted = set(names) - {"every"}
    chosen = [state for state in states.EVERY if not wanted or state.__name__ in wanted]
    yield from _new_ones(seen, _in_states(seen, chosen))


def _new_ones(seen: Seen, looks: Iterable[Look]) -> Iterator[Look]:
    known: set[object] = set()
    for look in looks:
        if look.key not in known:
            known.add(look.key)
            seen.looks.append(look)
            yield look


def _looks(seen: Seen, who: Iterable[str], *, visits: int, thorough: bool, first: Starts) -> Iterator[Look]:
    for name, client, starts in _everybody(who, thorough=thorough, first=first):
        cache.clear()
        with transaction.atomic():
            walk = Walk(name, client, visits=visits, thorough=thorough, noted=seen.noted)
            yield from walk.along(*starts)
    if thorough:
        yield from _in_states(seen, states.EVERY)
    for how, address, answer in scenes.troubles() if thorough else ():
        html = answer.content.decode()
        policy = answer.get("Content-Security-Policy", "")
        contents = reading.read(html)
        yield Look(how, route_of(address), MET, address, answer.status_code, html, policy, contents)


def _in_states(seen: Seen, chosen: Iterable[states.State]) -> Iterator[Look]:
    """Each state is brought about, looked at and taken back, so that none is another's."""
    for state in chosen:
        with transaction.atomic():
            for who, client, addresses in state():
                cache.clear()
                here = Walk(who, client, visits=sys.maxsize, thorough=True, noted=seen.noted)
                yield from here.at(*addresses)
            transaction.set_rollback(True)


def look(looks: Iterable[Look], seen: Seen, browser: Browser) -> None:
    """Look at pages with the browser, and add what is wrong with them to what was seen."""
    with Glass(browser).open() as glass:
        for each in looks:
            seen.findings += glass.wrong_with(each)
            seen.looked_at += 1


def most_telling(looks: Iterable[Look], most: int) -> list[Look]:
    """So many pages that have as many kinds of elements between them as can be."""
    left, known, chosen = list(looks), set[object](), list[Look]()
    while left and len(chosen) < most:
        best = max(left, key=lambda each: len({each.route, *each.contents.kinds} - known))
        known |= {best.route, *best.contents.kinds}
        chosen.append(best)
        left.remove(best)
    return chosen


def _everybody(who: Iterable[str], *, thorough: bool, first: Starts) -> Iterator[scenes.Scene]:
    for name in who:
        yield scenes.of_staff(name, everything=thorough, first=first.get(name, ()))
    if thorough:
        yield from scenes.of_visitors()
        yield from scenes.of_newcomers()

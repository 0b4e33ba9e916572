"""The whole of it: walks as everybody, looks at every page that differs from the others, and reports."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from playwright.sync_api import Browser

from rjhub.demonstration import loading
from rjhub.kernel import clock
from tests.looks import reading, scenes, unfinished
from tests.looks.glass import Finding, Glass
from tests.looks.walking import Look, Walk, route_of
from tests.test_routes import TABLE

MET = "met"


NOT_REACHED = tomllib.loads((Path(__file__).parent / "not_reached.toml").read_text())
FAILED = 500


@dataclass
class Seen:
    """What was walked and what was found."""

    looks: list[Look] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    looked_at: int = 0

    @property
    def failed(self) -> list[str]:
        """Where the program answered with an error of its own, besides those that were brought about."""
        return sorted(look.place for look in self.looks if look.status >= FAILED and look.how != MET)

    def report(self) -> dict[str, Any]:
        """The figures."""
        every = {name for names in TABLE.values() for name in names}
        return {
            "addresses": len(every),
            "reached": len(every & self.reached),
            "not reached": sorted(every - self.reached - set(NOT_REACHED)),
            "not reached, with a reason": {
                name: NOT_REACHED[name] for name in sorted(set(NOT_REACHED) - self.reached)
            },
            "pages and states": len(self.looks),
            "looked at": self.looked_at,
            "failed": self.failed,
            "findings": len(self.findings),
            "by rule": dict(Counter(each.rule for each in self.findings).most_common()),
            "first of each": {
                each.rule: [each.width, each.place, each.element] for each in reversed(self.findings)
            },
        }


def load(*, thorough: bool = False) -> None:
    """Write the demonstration's cases into the database of this transaction, and with `thorough` unfinished ones."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        loading.load_cases(connection.connection, at=clock.now())
        cursor.execute("SET ROLE rjhub_app")
    if thorough:
        unfinished.write()


def walk(seen: Seen, who: Iterable[str], *, visits: int, thorough: bool) -> None:
    """Go everywhere as everybody. `thorough`: every way to send a form, and people without an account, too."""
    known: set[object] = set()
    for name, client, starts in _everybody(who, thorough=thorough):
        cache.clear()
        with transaction.atomic():
            walk = Walk(name, client, visits=visits, thorough=thorough, reached=seen.reached)
            for look in walk.along(*starts):
                if look.key not in known:
                    known.add(look.key)
                    seen.looks.append(look)
    for how, address, answer in scenes.troubles() if thorough else ():
        html = answer.content.decode()
        policy = answer.get("Content-Security-Policy", "")
        contents = reading.read(html)
        seen.looks.append(
            Look(how, route_of(address), MET, address, answer.status_code, html, policy, contents)
        )


def look(looks: Iterable[Look], seen: Seen, browser: Browser, *, pictures: Path | None = None) -> None:
    """Look at pages with the browser, and add what is wrong with them to what was seen."""
    with Glass(browser, pictures=pictures).open() as glass:
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


def _everybody(who: Iterable[str], *, thorough: bool) -> Iterator[scenes.Scene]:
    for name in who:
        yield scenes.of_staff(name, everything=thorough)
    if thorough:
        yield from scenes.of_visitors()
        yield from scenes.of_newcomers()

"""Measures pages: requests through the program, the statements of each, and those statements bare."""

import os
import platform
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connections

from rjhub.bench import actors, pages, statements
from rjhub.bench.browser import Answer, Browser
from rjhub.bench.pages import Page
from rjhub.partnership.models import Account

WARM_UP = 5
SIZES = {
    "people": "people_person",
    "cases": "cases_case",
    "referrals": "referrals_referral",
    "audit entries": "audit_entry",
    "consultations": "audit_consultation",
}


@dataclass(frozen=True)
class Measured:
    """What a page took, in milliseconds, and how many statements it ran: now, with few rows, with many."""

    page: str
    p50: float
    p95: float
    bare_p50: float
    bare_p95: float
    processor_p50: float | None
    queries: int
    queries_few: int | None
    queries_many: int | None
    goal: float | None

    @property
    def is_constant(self) -> bool:
        """Whether a long list takes no more statements than a short one."""
        return self.queries_few == self.queries_many

    @property
    def meets_goal(self) -> bool | None:
        """Whether the median is as quick as the release aims at; None where it aims at nothing."""
        return None if self.goal is None else self.p50 <= self.goal


def measure(times: int, only: str, say: Callable[[str], None]) -> Iterator[Measured]:
    """Measure every page, or those with some words in their name. Raises TroubleError where there is no data."""
    application = get_internal_wsgi_application()  # as it is served
    browsers: dict[object, Browser] = {}

    def browser(account: Account) -> Browser:
        return browsers.setdefault(account.pk, Browser(application, account))

    for page in pages.pages(actors.find(), browser):
        if only in page.name:
            say(page.name)
            yield _measure(page, times)


def _measure(page: Page, times: int) -> Measured:
    for number in range(WARM_UP):
        page.once(number)
    seconds, processor = _seconds(page, times)
    # What a page writes is taken back when its statements are captured, so that they can write it again.
    kept = _captured(page.ask, page.begin(times))
    bare = statements.bare_seconds(kept, min(times, 100))
    return Measured(
        page=page.name,
        p50=_milliseconds(seconds, 50),
        p95=_milliseconds(seconds, 95),
        bare_p50=_milliseconds(bare, 50),
        bare_p95=_milliseconds(bare, 95),
        processor_p50=_milliseconds(processor, 50) if processor else None,
        queries=len(kept),
        queries_few=_counted(page.few) if page.few else None,
        queries_many=_counted(page.many) if page.few and page.many else None,
        goal=page.goal,
    )


def _seconds(page: Page, times: int) -> tuple[list[float], list[float]]:
    """What each request took by the clock, and of the processor where that can be known."""
    answers = [page.once(number) for number in range(times)]
    known = [one.processor_seconds for one in answers if one.processor_seconds is not None]
    return [one.seconds for one in answers], known


def _counted(ask: Callable[[int], Answer]) -> int:
    # Asked once before: what somebody's first request in a while writes about their session is no part of the page.
    ask(0)
    return len(_captured(ask, 0))


def _captured(ask: Callable[[Any], Answer], begun: object) -> statements.Captured:
    with statements.captured() as kept:
        ask(begun)
    return kept


def sizes() -> dict[str, int]:
    """How many rows there are."""
    with connections["owner"].cursor() as cursor:
        found = {}
        for name, table in SIZES.items():
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[name] = cursor.fetchone()[0]
    return found


def machine() -> dict[str, Any]:
    """On what it was measured."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SHOW server_version")
        (version,) = cursor.fetchone()
    return {
        "cores": os.cpu_count(),
        "load before": round(os.getloadavg()[0], 1),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "postgresql": version,
    }


def _milliseconds(seconds: list[float], percent: int) -> float:
    if len(seconds) == 1:
        return round(seconds[0] * 1000, 2)
    return round(statistics.quantiles(seconds, n=100, method="inclusive")[percent - 1] * 1000, 2)

"""Measures figures: the pages of all and of one, what stands behind a number, and a return until its cases."""

import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connections

from rjhub.bench import actors
from rjhub.bench.browser import Answer, Browser
from rjhub.kernel import clock, connecting
from rjhub.partnership.models import Account
from rjhub.reporting.actions import taking_up
from rjhub.reporting.vocabulary import HALF, YEAR, over
from rjhub.server.trouble import TroubleError

FIGURES_GOAL, RETURN_GOAL, TAKING_UP_GOAL = 300, 5_000, 60_000


@dataclass(frozen=True)
class Timed:
    """What a page took, in milliseconds, and the 95th percentile that is aimed at."""

    page: str
    p50: float
    p95: float
    goal: int


def measure(times: int) -> Iterator[Timed]:
    """Measure as the coordinator of the busiest hub. Each time a return is submitted for good."""
    account, partnership_id = _coordinator()
    hub = Browser(get_internal_wsgi_application(), account)
    for name in ("taking up every figure of the partnership", "taking them up again"):
        yield _taking_up(name, partnership_id)
    year, half = over(YEAR, clock.today())[0].key, over(HALF, clock.today())[0].key
    pages: dict[str, Callable[[], list[Answer]]] = {
        "figures of a year": lambda: [hub.get(f"/figures?period={year}")],
        "figures of a year, one kind of offence": lambda: [
            hub.get(f"/figures?period={year}&offence_group=violence_with_injury")
        ],
        "one figure by everything": lambda: [hub.get(f"/figures/people-harmed-referred?period={year}")],
        "cases behind a number": lambda: [hub.get(f"/figures/cases-accepted/cases?period={year}")],
    }
    for name, ask in pages.items():
        yield _timed(name, ask, times, FIGURES_GOAL)
    yield _timed(
        "six-monthly return, submitted, opened, drilled", lambda: _return(hub, half), times, RETURN_GOAL
    )


def _taking_up(name: str, partnership_id: int) -> Timed:
    began = time.perf_counter()
    taking_up.take_up(partnership_id)
    took = round(1_000 * (time.perf_counter() - began), 1)
    return Timed(name, took, took, TAKING_UP_GOAL)


def _coordinator() -> tuple[Account, int]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(actors.COORDINATOR)
        found = cursor.fetchone()
    if found is None:
        raise TroubleError(actors.NOTHING)
    with connecting.signed_in_as(connecting.FRONT):
        return Account.objects.get(id=found[0]), found[2]


def _return(hub: Browser, period: str) -> list[Answer]:
    place = "/figures/returns/commissioner/submission"
    key = str(uuid.uuid4())
    sent = hub.press(place, {"period": period, "submission_key": key})
    opened = hub.get(sent.location)
    return [sent, opened, hub.get(f"{sent.location}/cases/2"), hub.get(f"{sent.location}/changes?now")]


def _timed(name: str, ask: Callable[[], list[Answer]], times: int, goal: int) -> Timed:
    took = []
    for _ in range(times + 1):  # the first warms up
        answers = ask()
        wrong = next((one for one in answers if one.status not in {200, 302}), None)
        if wrong is not None:
            message = f"{name} answered {wrong.status}."
            raise TroubleError(message)
        took.append(1_000 * sum(one.seconds for one in answers))
    several = sorted(took[1:])
    ninety_five = several[min(len(several) - 1, round(0.95 * len(several)))]
    return Timed(name, round(statistics.median(several), 1), round(ninety_five, 1), goal)

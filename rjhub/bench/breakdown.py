"""Where the time of a page goes: each statement as it is in the request, and what is left to the program."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from django.core.servers.basehttp import get_internal_wsgi_application
from django.core.signals import request_started
from django.db.backends.base.base import BaseDatabaseWrapper

from rjhub.bench import actors, pages
from rjhub.bench.browser import Browser
from rjhub.bench.measuring import WARM_UP
from rjhub.bench.statements import of_the_program
from rjhub.partnership.models import Account

LONGEST = 150
END_OF_TRANSACTION = "COMMIT"
Timed = tuple[str, float]


@dataclass(frozen=True)
class Share:
    """What one statement took of a page, in milliseconds at the median, in the order in which the page runs them."""

    page: str
    statement: str
    milliseconds: float


@dataclass
class _Clock:
    """The statements of the last request with the seconds of each, as the program waited for them."""

    timed: list[Timed] = field(default_factory=list)

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, *rest: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, *rest)
        finally:
            self.timed.append((str(sql), time.perf_counter() - began))

    def forget(self, **_: Any) -> None:
        self.timed.clear()


def break_down(times: int, only: str) -> Iterator[list[Share]]:
    """Take every page, or those with some words in their name, apart. Raises TroubleError where there is no data."""
    application = get_internal_wsgi_application()
    browsers: dict[object, Browser] = {}

    def browser(account: Account) -> Browser:
        return browsers.setdefault(account.pk, Browser(application, account))

    for page in pages.pages(actors.find(), browser):
        if only in page.name:
            yield _shares(page, times)


def as_table(shares: list[Share]) -> str:
    """A line for each statement, its beginning only."""
    lines = [f"{shares[0].page}: {sum(one.milliseconds for one in shares):.1f} ms"]
    lines += [f"{one.milliseconds:8.2f}  {' '.join(one.statement.split())[:LONGEST]}" for one in shares]
    return "\n".join(lines)


def _shares(page: pages.Page, times: int) -> list[Share]:
    for number in range(WARM_UP):
        page.once(number)
    requests = []
    with _clock() as clock:
        for number in range(times):
            answer = page.once(number)
            in_database = sum(seconds for _, seconds in clock.timed)
            requests.append([*clock.timed, ("(the program)", answer.seconds - in_database)])
    # Not every request runs the same statements: those that run as most do are compared.
    length = statistics.mode(len(one) for one in requests)
    alike = [one for one in requests if len(one) == length]
    return [
        Share(page.name, places[0][0], statistics.median(seconds for _, seconds in places) * 1000)
        for places in zip(*alike, strict=True)
    ]


@contextmanager
def _clock() -> Iterator[_Clock]:
    """Time what goes to the database, the end of a transaction included: that is where the disk is waited for."""
    clock = _Clock()
    # Django has no other place at which the end of a transaction can be timed.
    commit: Callable[[BaseDatabaseWrapper], Any] = vars(BaseDatabaseWrapper)["_commit"]

    def timed(self: BaseDatabaseWrapper) -> Any:
        return clock(lambda *_: commit(self), END_OF_TRANSACTION, None)

    request_started.connect(clock.forget)
    try:
        with mock.patch.object(BaseDatabaseWrapper, "_commit", timed), ExitStack() as timing:
            for each in of_the_program():
                timing.enter_context(each.execute_wrapper(clock))
            yield clock
    finally:
        request_started.disconnect(clock.forget)

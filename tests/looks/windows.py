"""Windows: processes with a Chromium each, which look at pages while others are still being walked to."""

import json
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import astuple
from multiprocessing import get_context, util
from pathlib import Path

import django
from playwright.sync_api import Error

from rjhub.design.tests import browser
from tests.looks.glass import Finding, Glass
from tests.looks.walking import Look

TRIES = 2
OURS: list[Glass] = []  # the glass of this process
FOUND: list[Path | None] = []  # where it writes what it finds


class Windows:
    """Looks at each page once, however often it is shown."""

    def __init__(self, windows: ProcessPoolExecutor) -> None:
        """Take the processes that look."""
        self._windows = windows
        self._shown: set[tuple[object, ...]] = set()
        self._answers: list[Future[list[Finding]]] = []

    def show(self, look: Look) -> None:
        """Have a page looked at, unless one that is drawn alike has been."""
        if look.drawn not in self._shown:
            self._shown.add(look.drawn)
            self._answers.append(self._windows.submit(_wrong_with, look))

    def findings(self) -> list[Finding]:
        """What was wrong with all that was shown, when all has been looked at."""
        return [finding for answer in self._answers for finding in answer.result()]

    @property
    def looked_at(self) -> int:
        """How many pages were shown."""
        return len(self._answers)


@contextmanager
def opened(how_many: int, *, pictures: Path | None, found: Path | None) -> Iterator[Windows]:
    """Open so many windows. `found` is a file that is given a line for each finding as it is made."""
    with ProcessPoolExecutor(how_many, get_context("spawn"), _open, (pictures, found)) as windows:
        yield Windows(windows)


def _open(pictures: Path | None, found: Path | None) -> None:
    django.setup()
    FOUND.append(found)
    stack = ExitStack()
    chromium = stack.enter_context(browser.chromium())
    OURS.append(stack.enter_context(Glass(chromium, pictures=pictures).open()))
    util.Finalize(None, stack.close, exitpriority=10)


def _wrong_with(look: Look) -> list[Finding]:
    for _ in range(TRIES):
        try:
            return _noted(list(OURS[0].wrong_with(look)))
        except Error as error:  # a busy machine may be too slow for the browser
            trouble = str(error)
    return _noted([Finding("could-not-be-shown", 0, look.place, trouble)])


def _noted(findings: list[Finding]) -> list[Finding]:
    if FOUND[0]:
        with FOUND[0].open("a") as file:
            file.writelines(json.dumps(astuple(finding)) + "\n" for finding in findings)
    return findings

"""What row security and the log cost: each page as it is, and without one, the other, and both, in turn."""

import statistics
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from secrets import token_hex
from typing import Any
from unittest import mock

import psycopg
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connections
from psycopg import sql

from rjhub.audit import recording
from rjhub.audit.connecting import dsn
from rjhub.bench import actors, pages
from rjhub.bench.browser import Answer, Browser
from rjhub.bench.pages import Page
from rjhub.kernel.connecting import APP, FRONT
from rjhub.partnership.models import Account
from rjhub.server.trouble import TroubleError
from rjhub.sharing import doors

IN_ONE_TURN = 5
WARM_UP = 6  # after so many requests the database has planned what it is asked again and again
BESIDE = "rjhub_bench"
HEADINGS = ("page", "as it is, ms", "row security", "log", "both")


@dataclass(frozen=True)
class Mode:
    """What is left out."""

    name: str
    rows: bool = False
    log: bool = False


WHOLE = Mode("as it is")
WITHOUT = (Mode("row security", rows=True), Mode("log", log=True), Mode("both", rows=True, log=True))
Taken = dict[tuple[str, str], list[float]]


@dataclass(frozen=True)
class Cost:
    """How many times as long a page takes with each as without it, by processor time. `p50` in milliseconds."""

    page: str
    p50: float
    row_security: float
    log: float
    both: float


def measure(times: int, say: Callable[[str], None]) -> list[Cost]:
    """Measure every page, in turns, so that whatever else the machine does falls on all alike.

    Raises TroubleError where there is no data, or where the owner of the database may not make a role that row
    security does not bind. That role is there for the time of this alone.
    """
    taken: Taken = {}
    with beside() as password:
        for turn in range(-(-times // IN_ONE_TURN)):
            say(f"turn {turn + 1}")
            for mode in (WHOLE, *WITHOUT):
                with _without(mode, password):
                    _ask(mode, turn, taken)
    return [_cost(name, taken) for name, mode in taken if mode == WHOLE.name]


def as_table(costs: list[Cost]) -> str:
    """The same for people."""
    rows = [
        HEADINGS,
        *(
            (one.page, f"{one.p50:.1f}", *(f"{each:.2f}" for each in (one.row_security, one.log, one.both)))
            for one in costs
        ),
    ]
    return "\n".join(f"{row[0]:<28}" + "".join(f"{cell:>14}" for cell in row[1:]) for row in rows)


def _ask(mode: Mode, turn: int, taken: Taken) -> None:
    application = get_internal_wsgi_application()
    browsers: dict[object, Browser] = {}

    def browser(account: Account) -> Browser:
        return browsers.setdefault(account.pk, Browser(application, account))

    for page in pages.pages(actors.find(), browser):
        _some(page, WARM_UP, turn)
        answers = _some(page, IN_ONE_TURN, turn)
        taken.setdefault((page.name, mode.name), []).extend(_seconds(one) for one in answers)


def _some(page: Page, times: int, turn: int) -> list[Answer]:
    return [page.once(turn * IN_ONE_TURN + number) for number in range(times)]


def _seconds(answer: Answer) -> float:
    return answer.seconds if answer.processor_seconds is None else answer.processor_seconds


def _cost(page: str, taken: Taken) -> Cost:
    p50 = {mode.name: statistics.median(taken[page, mode.name]) for mode in (WHOLE, *WITHOUT)}
    whole = p50.pop(WHOLE.name)
    return Cost(page, whole * 1000, *(whole / each for each in p50.values()))


@contextmanager
def _without(mode: Mode, password: str) -> Iterator[None]:
    with ExitStack() as left_out:
        if mode.rows:
            left_out.enter_context(signed_in_as(BESIDE, password))
        else:
            left_out.enter_context(signed_in_as(APP, None))
        if mode.log:
            nothing: Any = {"side_effect": None, "return_value": None}
            left_out.enter_context(mock.patch.object(recording, "record_all", **nothing))
            left_out.enter_context(mock.patch.object(doors, "_write_consultation", **nothing))
            left_out.enter_context(mock.patch.object(doors, "note", **nothing))
        yield


@contextmanager
def signed_in_as(role: str, password: str | None) -> Iterator[None]:
    """Let the program sign in anew, in every turn, so that no mode keeps the plans of another."""
    default = connections["default"]
    before = {name: default.settings_dict[name] for name in ("USER", "PASSWORD")}
    _leave()
    if password is not None:
        default.settings_dict.update(USER=role, PASSWORD=password)
    try:
        with default.cursor() as cursor:
            cursor.execute("SELECT row_security_active(%s::regclass)", ["cases_contactlogentry"])
            if cursor.fetchone() != (role == APP,):
                raise RuntimeError(f"{role} is bound by row security, or is not, against what was meant")
        yield
    finally:
        _leave()
        default.settings_dict.update(before)


def _leave() -> None:
    default: Any = connections["default"]
    default.close()
    if hasattr(default, "close_pool"):
        default.close_pool()


@contextmanager
def beside() -> Iterator[str]:
    """A role with the program's rights that row security does not bind."""
    password, role = token_hex(16), sql.Identifier(BESIDE)
    with psycopg.connect(dsn(), autocommit=True) as owner:
        try:
            owner.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(role))
            # Where all goes through one connection, as in tests, it is at the front door, too.
            made = sql.SQL("CREATE ROLE {} LOGIN BYPASSRLS IN ROLE {}, {} PASSWORD {}")
            both = sql.Identifier(APP), sql.Identifier(FRONT)
            owner.execute(made.format(role, *both, sql.Literal(password)))
        except psycopg.errors.InsufficientPrivilege as error:
            raise TroubleError(
                "This needs a role that row security does not bind, which the owner of this database may not make. "
                "Measure on a database of the program's own, without DATABASE_URL."
            ) from error
        try:
            yield password
        finally:
            owner.execute(sql.SQL("DROP ROLE {}").format(role))

"""`rjhub allocate`."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from rjhub.server.trouble import TroubleError

if TYPE_CHECKING:
    from rjhub.engines.assignment.problem import Problem
    from rjhub.engines.assignment.watching import News

_FILE = click.Path(path_type=Path, dir_okay=False)
_AFTER, _EACH = 0.05, 0.0004  # of the time, and seconds for each case, that are kept for saying why


@click.command
@click.argument("problem_file", metavar="PROBLEM", type=_FILE)
@click.option("--out", type=_FILE, help="Where to write the plan.")
@click.option("--time-limit", default=60.0, show_default=True, type=click.FloatRange(0.1), help="Seconds.")
@click.option("--check", "checked", type=_FILE, help="Check this plan instead of making one.")
@click.option("--from", "before", type=_FILE, help="A plan that stands: move as few people as possible.")
def command(
    *, problem_file: Path, out: Path | None, time_limit: float, checked: Path | None, before: Path | None
) -> None:
    """Say who takes which case, as cheaply as the rules allow, and prove how near the best that is.

    PROBLEM and the plan are JSON, or gzipped JSON where the name ends in .gz; docs/allocating.md explains them. Each
    case says why these people, what the next best would cost, or what stands in the way. Ctrl-C stops the search and
    writes the best plan so far. Exit code 1: a file cannot be used, or the plan that was checked breaks a rule.
    Exit code 2: no plan is possible; the smallest set of locks and rules that clash is said and written.

    Example: rjhub allocate problem.json --out plan.json --time-limit 60
    """
    from rjhub.engines.assignment import clashing, reading
    from rjhub.engines.trouble import UnusableError

    began = time.monotonic()
    try:
        content = reading.load(problem_file)
        problem = reading.problem(content, problem_file.name)
        if checked:
            _check(content, reading.plan(reading.load(checked)))
            return
        clash = clashing.clash(problem)
        if clash:
            _refuse(problem, clash, out, time.monotonic() - began)
        previous = reading.plan(reading.load(before)) if before else None
        _allocate(problem, content, out=out, began=began, limit=time_limit, previous=previous)
    except UnusableError as error:
        raise TroubleError(str(error)) from error


def _check(content: Any, teams: dict[str, tuple[str, ...]]) -> None:
    from rjhub.engines.assignment import checking, writing

    found = checking.check(content, teams)
    for each in found.broken:
        click.echo(f"Broken: {each}")
    cost = writing.number(found.cost)
    click.echo(f"Rules broken: {len(found.broken)}. Objective {cost}, {found.unallocated} cases left.")
    click.echo(_parts(found.parts))
    if found.broken:
        sys.exit(1)


def _refuse(problem: "Problem", clash: Any, out: Path | None, seconds: float) -> None:
    from rjhub.engines.assignment import writing

    if out:
        _write(out, writing.impossible(problem, clash, seconds))
    click.echo("No plan is possible. These cannot all hold:", err=True)
    for each in clash:
        click.echo(f"  {each.words(problem)}", err=True)
    sys.exit(2)


def _allocate(
    problem: "Problem", content: Any, *, out: Path | None, began: float, limit: float,
    previous: dict[str, tuple[str, ...]] | None,
) -> None:  # fmt: skip
    from rjhub.engines.assignment import checking, explaining, replanning, solving, writing

    with _stopping() as stop:
        after = min(limit / 3, limit * _AFTER + len(problem.cases) * _EACH)
        seconds = max(0.05, limit - after - (time.monotonic() - began))
        if previous is None:
            plan, table = solving.solved(problem, seconds, _say, stop)
        else:
            plan, table, moved = replanning.replanned(problem, previous, seconds, _say, stop)
    found = checking.check(content, plan.teams)
    if found.broken:
        raise TroubleError("The plan breaks a rule, which is a fault of this program: " + found.broken[0])
    taken = time.monotonic() - began
    if out:
        _write(out, writing.content(problem, plan, explaining.explained(table, plan), found.parts))
    click.echo(
        f"Objective {writing.number(found.cost)}, proven bound {writing.number(plan.bound)}, gap {plan.gap:.4%}, "
        f"{taken:.2f} seconds. {len(plan.teams):,} cases allocated, {found.unallocated:,} left."
    )
    click.echo(_parts(found.parts))
    if previous is not None:
        click.echo(moved.words())


def _parts(parts: Any) -> str:
    from rjhub.engines.assignment import writing

    return "Of that: " + ", ".join(f"{aim} {writing.number(cost)}" for aim, cost in parts.items()) + "."


def _write(path: Path, what: Any) -> None:
    from rjhub.engines.assignment import writing

    try:
        writing.write(path, what)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise TroubleError(f"{error.filename} cannot be written: {error.strerror}.") from error


def _say(news: "News") -> None:
    from rjhub.engines.assignment import writing

    if sys.stderr.isatty():
        cost, bound = writing.number(news.cost), writing.number(news.bound)
        click.echo(f"{news.seconds:8.1f} s  {news.what:<14} best {cost}  bound {bound}", err=True)


@contextmanager
def _stopping() -> "Iterator[Callable[[], bool]]":
    """Let Ctrl-C stop the search instead of the program."""
    stopped: list[bool] = []

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        stopped.append(True)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: bool(stopped)
    finally:
        signal.signal(signal.SIGINT, before)

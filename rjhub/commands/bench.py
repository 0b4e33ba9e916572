"""`rjhub bench`."""

import os
from pathlib import Path

import click

from rjhub.commands.evaluations import benches, finding, following
from rjhub.server.trouble import TroubleError


@click.group
def command() -> None:
    """Measure this program on generated data. `rjhub bench COMMAND --help` explains each.

    Example: rjhub generate --cases 25000 --people 100000 && rjhub bench pages
    """


@command.command
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
@click.option("--times", default=50, show_default=True, type=click.IntRange(1), help="Requests of each page.")
@click.option("--only", default="", help="Only pages with this in their name.", metavar="WORDS")
def pages(*, as_json: bool, times: int, only: str) -> None:
    """Measure the busiest pages: median and 95th percentile, beside the time of each page's own SQL run bare.

    Requests go through the whole program in this process, signed in as the busiest coordinator, agency and referrer
    of the data that there is; make some first with `rjhub generate`. Contacts and referrals are written for good, so
    use a database that you can throw away. SQL is run bare as the owner, without row security. "cpu" is the
    processor time of a request, here and in the database: what it would take on a machine that does nothing else.

    Example: rjhub bench pages --json --times 200
    """
    from rjhub.server import program

    # Generated staff sign in only where the program is told that nobody in it is real.
    os.environ.setdefault("RJHUB_DEMONSTRATION", "true")
    with program.running():
        from rjhub.bench import measuring, reporting

        machine, sizes = measuring.machine(), measuring.sizes()
        measured = list(measuring.measure(times, only, lambda words: click.echo(words, err=True)))
    if as_json:
        click.echo(reporting.as_json(measured, machine=machine, sizes=sizes))
        return
    click.echo(", ".join(f"{number:,} {name}" for name, number in sizes.items()))
    click.echo(reporting.as_table(measured))


@command.command
@click.option("--times", default=50, show_default=True, type=click.IntRange(1), help="Requests of each page.")
@click.option("--only", default="", help="Only pages with this in their name.", metavar="WORDS")
def statements(*, times: int, only: str) -> None:
    """Take the busiest pages apart: what each statement of a page takes, the commit, and what is the program's own.

    In milliseconds at the median, as the program waits for them in a request, in the order in which they are run.
    Contacts and referrals are written for good, so use a database that you can throw away.

    Example: rjhub bench statements --only contact
    """
    from rjhub.server import program

    os.environ.setdefault("RJHUB_DEMONSTRATION", "true")
    with program.running():
        from rjhub.bench import breakdown

        for shares in breakdown.break_down(times, only):
            click.echo(breakdown.as_table(shares))


@command.command
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
@click.option("--times", default=50, show_default=True, type=click.IntRange(1), help="Requests of each page.")
def walls(*, as_json: bool, times: int) -> None:
    """Measure what row security and the log cost: how many times as long each page takes as without them.

    The same pages as `rjhub bench pages`, by processor time, in turns of a few requests as the program is and without
    one, the other, and both. For as long as it takes there is a role in the database that row security does not bind.
    Contacts and referrals are written for good, some without an entry in the log, so use a database that you can throw
    away. A page that counts rows counts more of them without row security, and may seem the quicker with it.

    Example: rjhub bench walls --times 100
    """
    from rjhub.server import program

    os.environ.setdefault("RJHUB_DEMONSTRATION", "true")
    with program.running():
        from rjhub.bench import measuring, reporting, walls

        machine, sizes = measuring.machine(), measuring.sizes()
        costs = walls.measure(times, lambda words: click.echo(words, err=True))
    if as_json:
        click.echo(reporting.costs_as_json(costs, machine=machine, sizes=sizes))
        return
    click.echo(", ".join(f"{number:,} {name}" for name, number in sizes.items()))
    click.echo(walls.as_table(costs))


@command.command
@click.option("--times", default=20, show_default=True, type=click.IntRange(1), help="Requests of each page.")
def reporting(*, times: int) -> None:
    """Measure figures: all of them for a year, one by everything, the cases behind a number, and a return.

    As the coordinator of the busiest hub, through the whole program. A return is submitted, opened, opened to the
    cases behind a number and compared with now; that is one time. Returns are submitted for good, so use a database
    that you can throw away.

    Example: rjhub generate --cases 250000 && rjhub bench reporting
    """
    from rjhub.server import program

    os.environ.setdefault("RJHUB_DEMONSTRATION", "true")
    with program.running():
        from rjhub.bench import figures as engine

        click.echo("page                                                p50 ms    p95 ms   aim, p95")
        for one in engine.measure(times):
            click.echo(f"{one.page:<50} {one.p50:>8,.0f} {one.p95:>9,.0f} {one.goal:>10,}")


@command.command
@click.option("--histories", default=500, show_default=True, type=click.IntRange(1), help="How many.")
@click.option("--seed", default=1, show_default=True, help="The first; each history has the next.")
def forecasts(*, histories: int, seed: int) -> None:
    """Measure how often the range of a forecast, of nine futures in ten, holds what came.

    Histories are invented, each carried on by the process that made it. Needs no data.

    Example: rjhub bench forecasts --histories 2000
    """
    from rjhub.bench import forecasts as engine

    click.echo("forecasts                       number     held    below    above  width of the range")
    for one in engine.measure(histories, seed):
        click.echo(
            f"{one.of:<30} {one.forecasts:>7,} {one.held:>8.1%} {one.below:>8.1%} {one.above:>8.1%} "
            f"{one.width:>8.0%} of the middle"
        )


@command.command
def reading() -> None:
    """Measure how long it takes to watch what people read: taking up the log, patterns, exposure, and a visit.

    On the data that there is; make some first with `rjhub generate --log-rows`. The digest of the largest partnership
    is made anew, and one member of staff becomes an information officer, so use a database that you can throw away.

    Example: rjhub generate --partnerships 1 --cases 1000 --log-rows 200000 && rjhub bench reading
    """
    from rjhub.server import program

    with program.running():
        from rjhub.bench import reading as watched

        for words, seconds in watched.measure():
            click.echo(f"{seconds * 1000:10,.1f} ms  {words}")


@command.command
@click.option(
    "--entries", default=1_000_000, show_default=True, type=click.IntRange(1), help="Rows of the log."
)
@click.option("--seals", default=500, show_default=True, type=click.IntRange(1), help="Under how many seals.")
@click.option("--processes", default=2, show_default=True, type=click.IntRange(1), help="Verify in so many.")
def log(*, entries: int, seals: int, processes: int) -> None:
    """Measure how long the sealed log takes to write, to seal and to verify with an agency's last receipt.

    On an invented log in a database of its own, which is dropped afterwards. The exit code is 1 if it does not hold.

    Example: rjhub bench log --entries 1000000
    """
    from rjhub.server import program

    with program.running():
        from rjhub.audit.proving import timing

        taken = timing.measure(entries, min(seals, entries), processes)
    click.echo(f"{taken.rows:,} rows under {taken.seals:,} seals")
    for words, seconds in (
        ("writing", taken.writing),
        ("sealing", taken.sealing),
        ("verifying", taken.verifying),
    ):
        click.echo(f"{seconds:10,.1f} s  {words}")
    if not taken.holds:
        raise SystemExit(1)


@command.command
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--time-limit", default=60.0, show_default=True, type=click.FloatRange(0.1), help="Seconds for each."
)
def allocation(*, folder: Path, time_limit: float) -> None:
    """Measure allocation: cost, proven bound, gap and seconds of every problem in a folder.

    Beside it stand what dealing the cases out one by one costs, and the best known where FOLDER/best_known.json says it
    ({"NAME": {"best": 1933}}). Every plan is checked by the rules; "broken" must be 0.

    Example: rjhub bench allocation problems --time-limit 60
    """
    from rjhub.engines.assignment import measuring
    from rjhub.engines.trouble import UnusableError

    click.echo(
        f"{'problem':<24}{'cost':>12}{'bound':>12}{'gap':>10}{'seconds':>9}{'greedy':>14}{'best':>10}{'broken':>8}"
    )
    try:
        for each in measuring.measured(folder, time_limit):
            best = "" if each.best_known is None else f"{each.best_known:,.0f}"
            click.echo(
                f"{each.name:<24}{each.cost:>12,.0f}{each.bound:>12,.0f}{each.gap:>10.3%}{each.seconds:>9.2f}"
                f"{each.greedy:>14,.0f}{best:>10}{each.broken:>8}"
            )
    except UnusableError as error:
        raise TroubleError(str(error)) from error


command.add_command(benches.studies)
command.add_command(benches.releases)
command.add_command(following.meeting)
command.add_command(finding.matching)
command.add_command(finding.encodings)
command.add_command(finding.asking)

"""`rjhub generate`."""

from typing import Any

import click


@click.command
@click.option("--partnerships", default=5, show_default=True, type=click.IntRange(1, 43), help="How many.")
@click.option(
    "--people", default=0, help="How many people; as many as the cases need, if those need more.", metavar="N"
)
@click.option("--cases", default=1000, show_default=True, type=click.IntRange(0), help="How many referrals.")
@click.option(
    "--years", default=3.0, show_default=True, help="How many years back the first of them were sent."
)
@click.option("--seed", default=1, show_default=True, help="The same seed invents the same.")
@click.option(
    "--log-rows",
    default=0,
    help="How many rows the two logs get; all of the audit stays.",
    metavar="N",
)
@click.option("--processes", default=0, help="How many at a time.  [default: one for each core]", metavar="N")
@click.option("--anyway", is_flag=True, help="Also into a database with data that was not invented.")
def command(*, processes: int, **asked: Any) -> None:
    """Write invented partnerships, staff, people and cases, as much as asked, for trying at scale.

    The five partnerships come first, then other force areas with a copy of their ways. Everybody is invented, and
    all staff sign in with the demonstration's password where RJHUB_DEMONSTRATION is true.

    A large run into a nearly empty database sets most indexes aside and makes them again at its end. If it was
    killed, start it again: it makes what is missing before anything else.

    Example: rjhub generate --partnerships 10 --people 100000 --cases 25000 --years 5 --seed 7
    """
    from rjhub.server import program

    with program.running():
        from rjhub.server import preparing

        for done in preparing.make_roles():
            click.echo(f"Database: {done}")
        preparing.migrate()
        from rjhub.demonstration.writing.generation import running

        if processes:
            asked["processes"] = processes
        report = running.generate(running.Wanted(**asked), click.echo)
    click.echo(
        f"{report.done.cases:,} cases, {report.done.people:,} people, {report.done.log:,} log rows, "
        f"{report.staff:,} staff: {report.done.rows:,} rows in {report.seconds:.0f} s, "
        f"{report.rows_per_second:,} rows a second."
    )

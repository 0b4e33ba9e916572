"""`rjhub bench meeting`."""

import os

import click


@click.command
@click.option("--browsers", default=10, show_default=True, type=click.IntRange(1), help="How many follow.")
@click.option("--decisions", default=20, show_default=True, type=click.IntRange(1), help="How many are made.")
@click.option("--drops/--no-drops", default=True, show_default=True, help="Let connections get lost.")
@click.option("--port", default=8471, show_default=True, help="Where to serve meanwhile.")
@click.option("--processes", default=2, show_default=True, type=click.IntRange(1), help="As for serve.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1), help="As for serve.")
def meeting(*, browsers: int, decisions: int, drops: bool, port: int, processes: int, threads: int) -> None:
    """Measure how soon all who follow a hub's meeting see a decision, and whether any is lost.

    Serves the program on this machine, arranges a meeting of the busiest hub, and lets browsers follow it over HTTP
    while decisions are made, two seconds apart. Meeting and decisions are written for good, so use a database that
    you can throw away.

    Example: rjhub bench meeting --browsers 10 --decisions 40
    """
    from rjhub.server import program

    os.environ.setdefault("RJHUB_DEMONSTRATION", "true")
    with program.running():
        from rjhub.bench import meeting as followed

        place = followed.arrange(browsers)
        with followed.served(port, processes, threads) as address:
            measured = followed.measure(place, address, decisions=decisions, dropping=drops)
    for line in measured.lines():
        click.echo(line)

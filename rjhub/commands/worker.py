"""`rjhub worker`."""

import click


@click.command
@click.option("--tracks", default=2, show_default=True, help="Jobs that it does at the same time.")
def command(*, tracks: int) -> None:
    """Do background jobs until Ctrl-C. `rjhub serve` starts one by itself; big sites run more.

    Example: rjhub worker --tracks 4
    """
    from rjhub.server import program

    with program.running():
        from rjhub.server import working

        working.work(concurrency=tracks)

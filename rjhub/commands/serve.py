"""`rjhub serve`."""

import sys

import click


@click.command
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 is every one."
)
@click.option("--port", type=int, help="Port to listen on.  [default: PORT in the environment, else 8000]")
@click.option(
    "--web-processes", default=2, show_default=True, help="Processes that answer the web; one for each core."
)
@click.option(
    "--threads", default=4, show_default=True, help="Pages that each of them makes at the same time."
)
@click.option(
    "--worker/--no-worker", default=True, help="Also do background jobs in this place.  [default: yes]"
)
@click.option(
    "--setup/--no-setup", default=True, help="Bring roles and tables up to date first.  [default: yes]"
)
def command(
    *, host: str, port: int | None, web_processes: int, threads: int, worker: bool, setup: bool
) -> None:
    """Serve RJ Hub: database, web server and background worker, until Ctrl-C.

    Example: PORT=8001 rjhub serve
    """
    from rjhub.server import program, run

    service = run.Service(
        host=host,
        port=port or program.environment().port,
        web_processes=web_processes,
        threads=threads,
        with_worker=worker,
        with_setup=setup,
    )
    sys.exit(run.serve(service))

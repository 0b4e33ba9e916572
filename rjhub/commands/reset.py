"""`rjhub reset`."""

import click


@click.command
@click.option("--everything", is_flag=True, help="Delete it even if it is not the demonstration's.")
def command(*, everything: bool) -> None:
    """Stop the demonstration and delete its data: database, sent mail, secrets.

    Asks nothing. It refuses where the data may be a partnership's own, unless you say --everything, and never
    touches a PostgreSQL server of yours.

    Example: rjhub reset
    """
    from rjhub.server import resetting

    for done in resetting.reset(everything=everything):
        click.echo(done)

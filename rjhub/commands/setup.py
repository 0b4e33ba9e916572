"""`rjhub setup`."""

import click

from rjhub.commands import cast


@click.command
def command() -> None:
    """Make everything ready to serve: database, roles, tables, static files.

    What is there already is left alone, so it is safe to run again, and does what an upgrade needs.

    Example: rjhub setup && rjhub check
    """
    from rjhub.server import program

    with program.running():
        from rjhub.server import preparing

        demonstration = program.environment().demonstration
        preparing.prepare(demonstration=demonstration)
        if demonstration:
            click.echo(f"\n{cast.described()}\n")

"""`rjhub people`."""

import click


@click.group
def command() -> None:
    """Look after the records of people.

    Example: rjhub people keys
    """


@command.command
def keys() -> None:
    """Make the keys of records that were stored before RJ Hub made them, so that they are compared with others.

    Done each night as well. Safe to stop and to run again.

    Example: rjhub people keys
    """
    from rjhub.server import program

    with program.running():
        from rjhub.people.actions import keying

        made = keying.make_missing_everywhere()
        records = "1 record" if made == 1 else f"{made:,} records"
        click.echo(f"Made the keys of {records}." if made else "Every record has its keys.")

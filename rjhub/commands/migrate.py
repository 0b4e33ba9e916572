"""`rjhub migrate`."""

import click


@click.command
@click.option("--plan", is_flag=True, help="Only say which migrations would be applied.")
def command(*, plan: bool) -> None:
    """Bring the tables of the database up to date, as the role that owns them.

    Example: rjhub migrate --plan
    """
    from rjhub.server import program

    with program.running():
        from rjhub.server import preparing

        pending = preparing.pending_migrations()
        if pending and not plan:
            # A new version may need a role that no earlier one had.
            for done in preparing.make_roles():
                click.echo(f"Database: {done}")
            preparing.migrate()
        for name in pending:
            click.echo(f"{'would apply' if plan else 'applied'} {name}")
        if not pending:
            click.echo("The tables are up to date.")

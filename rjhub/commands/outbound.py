"""`rjhub outbound`."""

import sys

import click

ONE = "--partnership"
CODE = "The code of the partnership, such as sussex."


@click.group
def command() -> None:
    """See whether people may be contacted, and stop it where a restored database may lack what they said.

    That people may be contacted again is decided by coordinators and information officers, on the page that RJ Hub
    shows them; no command does it.

    Example: rjhub outbound status
    """


@command.command
def status() -> None:
    """Say for each partnership whether people may be contacted, and since when not.

    The exit code is 1 if contact stands still somewhere.

    Example: rjhub outbound status
    """
    from rjhub.server import program

    with program.running():
        from rjhub.offers.actions import noticing
        from rjhub.partnership.models import Partnership

        still = False
        for partnership in Partnership.objects.order_by("code"):
            newest = noticing.look(partnership)
            if newest is None or not newest.is_open:
                click.echo(f"{partnership.code}: people may be contacted")
                continue
            still = True
            click.echo(
                f"{partnership.code}: nobody may be contacted since {newest.since:%d %B %Y %H:%M} UTC. "
                f"{newest.because.label}."
            )
            click.echo(f"  {_what_next(compared=newest.compared_at is not None, whole=newest.is_whole)}")
    sys.exit(1 if still else 0)


@command.command
@click.option(ONE, "code", help="Only this one; by default all of them.")
def stop(code: str | None) -> None:
    """Have nobody contacted until every no is known again: after the files of the whole server were restored.

    Example: rjhub outbound stop
    """
    from rjhub.server import program
    from rjhub.server.trouble import TroubleError

    with program.running():
        from rjhub.offers.actions import noticing
        from rjhub.partnership.models import Partnership

        found = Partnership.objects.filter(**({"code": code} if code else {})).order_by("code")
        if not found:
            raise TroubleError(f"There is no partnership '{code}'.")
        for partnership in found:
            noticing.freeze_by_hand(partnership)
            click.echo(f"{partnership.code}: nobody may be contacted now")


@command.command
def compare() -> None:
    """Compare with the register of noes now, and bring back what is missing. The worker does it each minute.

    Example: rjhub outbound compare
    """
    from rjhub.server import program

    with program.running():
        from rjhub.offers.actions import noticing

        noticing.keep_everywhere()
    click.echo("Compared. `rjhub outbound status` says how it stands.")


def _what_next(*, compared: bool, whole: bool) -> str:
    if not compared:
        return "The register of noes has not been compared: start a worker, or run `rjhub outbound compare`."
    if not whole:
        return (
            "There is no whole register of noes to compare with. Put its files where RJHUB_NOES_REGISTER says and run "
            "`rjhub outbound compare`, or have two people confirm on the page that every no is known."
        )
    return "The register of noes was compared. A coordinator or an information officer decides on the page."

"""`rjhub found`."""

import click

from rjhub.server.trouble import TroubleError


@click.command
@click.argument("code")
def command(code: str) -> None:
    """Found a partnership that RJ Hub comes with: its agencies, offices, hubs and pathway.

    What is there already stays as it is. Then invite its first administrator.

    Example: rjhub found sussex
    """
    from rjhub.server import program

    with program.running():
        from rjhub.partnership import reference
        from rjhub.partnership.actions import founding

        try:
            listed = reference.partnership(code)
        except KeyError as unknown:
            known = ", ".join(each.code for each in reference.partnerships())
            raise TroubleError(f"RJ Hub does not know '{code}'. It knows: {known}.") from unknown
        partnership = founding.found_partnership(listed)
        click.echo(
            f"{partnership.name}: {partnership.agencies.count()} agencies, {partnership.hubs.count()} hubs."
        )

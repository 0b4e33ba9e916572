"""`rjhub found`."""

import click

from rjhub.server.trouble import TroubleError


@click.command
@click.argument("code")
def command(code: str) -> None:
    """Found a partnership that RJ Hub comes with: its agencies, offices, hubs, and an agreement to sign.

    What is there already stays as it is. Then invite its first administrator.

    Example: rjhub found sussex
    """
    from rjhub.server import program

    with program.running():
        from rjhub.partnership import reference
        from rjhub.partnership.actions import founding
        from rjhub.sharing import doors
        from rjhub.sharing.actions import agreeing
        from rjhub.sharing.doors import Reader

        try:
            listed = reference.partnership(code)
        except KeyError as unknown:
            known = ", ".join(each.code for each in reference.partnerships())
            raise TroubleError(f"RJ Hub does not know '{code}'. It knows: {known}.") from unknown
        partnership = founding.found_partnership(listed)
        click.echo(
            f"{partnership.name}: {partnership.agencies.count()} agencies, {partnership.hubs.count()} hubs."
        )
        nobody = Reader(partnership_id=partnership.id, principals=())
        with doors.opened(nobody, door="found", purpose="found a partnership"):
            example = agreeing.begin_with_example(partnership, by=None)
        if example is not None:
            click.echo(
                "It has an example of an information sharing agreement as version 1. Nobody can see any case until the "
                "agencies have read it, changed it, signed it, and the hub has put it into force: see /agreement."
            )

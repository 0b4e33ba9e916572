"""`rjhub invite`."""

import click

from rjhub.server.trouble import TroubleError


@click.command
@click.option("--partnership", required=True, help="The code of the partnership, such as sussex.")
@click.option("--agency", "code", required=True, help="The code of the agency there, such as sussex-rj-hubs.")
@click.option("--name", required=True, help="The name of whom you invite.")
@click.option("--email", required=True, help="Their address at work.")
@click.option("--site", required=True, help="Where people open RJ Hub, such as https://hub.example.")
def command(partnership: str, code: str, name: str, email: str, site: str) -> None:
    """Invite an agency's first administrator, who then invites the others.

    Mails them a link that works once, for 7 days, and prints it.

    Example: rjhub invite --partnership sussex --agency sussex-rj-hubs --name "Ines Duarte"
    --email ines@rj-hubs.example --site https://hub.example
    """
    from rjhub.server import program

    with program.running():
        from rjhub.kernel.decisions import Refused
        from rjhub.partnership.actions import inviting
        from rjhub.partnership.models import Agency
        from rjhub.partnership.vocabulary import Role

        agency = Agency.objects.filter(partnership__code=partnership, code=code).first()
        if agency is None:
            raise TroubleError(f"There is no agency '{code}' in a partnership '{partnership}'.")
        links: list[str] = []

        def address(key: str) -> str:
            links.append(f"{site.rstrip('/')}/invitation/{key}")
            return links[-1]

        who = inviting.Invited(name=name, email=email, roles=[Role.ADMINISTRATOR])
        try:
            inviting.invite(who, agency=agency, by=None, address=address)
        except Refused as refusal:
            raise TroubleError(" ".join(refusal.reasons)) from refusal
        click.echo(f"Sent to {email}. The link works once, for 7 days:\n{links[0]}")

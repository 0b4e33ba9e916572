"""`rjhub pathway`: checking pathway files, and putting them into force."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rjhub.server.trouble import TroubleError

if TYPE_CHECKING:
    from rjhub.partnership.pathway.schema import Pathway

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.group
def command() -> None:
    """Check a pathway file, or put it into force for a partnership.

    Example: rjhub pathway check sussex.yaml
    """


@command.command
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Say everything that is wrong with a file, with its lines. Needs no database.

    Example: rjhub pathway check sussex.yaml
    """
    pathway = _read(file)
    click.echo(f"{file.name} is right: {pathway.name}, version {pathway.version}.")


@command.command
@click.argument("file", type=FILE)
@click.option("--partnership", "code", required=True, help="The code of the partnership, such as sussex.")
def load(file: Path, code: str) -> None:
    """Put a file into force as the next version, for cases that are opened from now on.

    Example: rjhub pathway load sussex.yaml --partnership sussex
    """
    key = _read(file).key
    from rjhub.server import program

    with program.running():
        from rjhub.kernel.decisions import Refused
        from rjhub.partnership.actions import pathways
        from rjhub.partnership.models import Partnership
        from rjhub.partnership.pathway.model import PathwayErrors

        partnership = Partnership.objects.filter(code=code).first()
        if partnership is None:
            known = ", ".join(Partnership.objects.order_by("code").values_list("code", flat=True))
            raise TroubleError(f"There is no partnership '{code}'. There are: {known or 'none'}.")
        try:
            version = pathways.add_version(partnership, key, _text(file), by=None)
        except PathwayErrors as wrong:
            raise TroubleError(str(wrong)) from wrong
        except Refused as refusal:
            raise TroubleError(" ".join(refusal.reasons)) from refusal
        click.echo(f"Version {version.number} of {key} is in force for {partnership.name}.")


def _read(file: Path) -> "Pathway":
    from rjhub.partnership.pathway import model

    try:
        return model.load_bytes(file.read_bytes(), name=file.name)
    except model.PathwayErrors as wrong:
        raise TroubleError(str(wrong)) from wrong


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8").replace("\r\n", "\n")

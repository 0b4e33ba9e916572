"""`rjhub audit`."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from rjhub.server.trouble import TroubleError

if TYPE_CHECKING:
    from rjhub.audit.receipts import Receipt
    from rjhub.audit.verifying import Report
    from rjhub.partnership.models import Partnership

ONE = "--partnership"
CODE = "The code of the partnership, such as sussex."


@click.group
def command() -> None:
    """Check, witness and export the record of who did and read what.

    Example: rjhub audit verify --receipt receipt-sussex-000123.json
    """


@command.command
@click.option(
    "--receipt",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A receipt that an agency kept.",
)
@click.option(ONE, "code", help="Only this one; by default all of them, or that of the receipts.")
@click.option("--json", "as_json", is_flag=True, help="Print it for a program: a list of objects.")
def verify(files: tuple[Path, ...], code: str | None, *, as_json: bool) -> None:
    """Reckon every digest of the log anew, and name the first thing that no longer fits.

    Without a receipt that an agency kept elsewhere, nobody can tell whether the whole log was replaced or its end
    cut off. The exit code is 1 if anything was changed.

    Example: rjhub audit verify --receipt receipt-sussex-000123.json
    """
    from rjhub.server import program

    kept = [_receipt(file) for file in files]
    with program.running():
        from rjhub.audit import verifying

        codes = {code} if code else {each.partnership for each in kept} or None
        reports = [_verify(each, kept) for each in _partnerships(codes)]
        if as_json:
            click.echo(
                json.dumps(
                    [asdict(report) | {"holds": report.holds} for report in reports], default=str, indent=1
                )
            )
        for report in [] if as_json else reports:
            click.echo("\n".join(verifying.summary(report)))
    sys.exit(0 if all(report.holds for report in reports) else 1)


@command.command
@click.option(ONE, "code", help="Only this one; by default all of them.")
@click.option(
    "--to", "folder", default=".", type=click.Path(path_type=Path, file_okay=False), help="Where to put it."
)
def receipt(code: str | None, folder: Path) -> None:
    """Seal what was logged until now, and write the newest receipt to a file that somebody can keep.

    Example: rjhub audit receipt --partnership sussex --to receipts
    """
    from rjhub.server import program

    with program.running():
        from rjhub.audit import sealing

        for each in _partnerships({code} if code else None):
            sealing.seal(each.id, each.code)
            newest = sealing.newest(each.id, each.code)
            if newest is None:
                raise TroubleError(f"Nothing is sealed in {each.code}.")
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / newest.file_name
            file.write_text(newest.text())
            click.echo(f"{file}  (key {newest.fingerprint})")


@command.command
@click.option(ONE, "code", required=True, help=CODE)
@click.option("--to", "file", required=True, type=click.Path(path_type=Path), help="The file to write.")
def export(code: str, file: Path) -> None:
    """Write a partnership's log and seals as a file that other software can check, such as tools/check_log.py.

    It says who did and read what by their numbers: keep it as you keep the log.

    Example: rjhub audit export --partnership sussex --to log.jsonl
    """
    from rjhub.server import program

    with program.running():
        import psycopg

        from rjhub.audit import exporting
        from rjhub.audit.connecting import dsn

        (partnership,) = _partnerships({code})
        with psycopg.connect(dsn()) as connection, file.open("w", encoding="utf-8") as out:
            file.chmod(0o600)
            out.writelines(
                f"{line}\n" for line in exporting.lines(connection, partnership.id, partnership.code)
            )
        click.echo(str(file))


@command.command
@click.option(ONE, "code", required=True, help=CODE)
@click.option(
    "--file", "erased", required=True, type=click.UUID, help="The file of whom the log shall forget."
)
def erase(code: str, erased: UUID) -> None:
    """Take every reference to a file out of the log, for good. The log stays whole, and says that this was done.

    Who did and read what, and when, stays; only about whom is gone. Do it when whoever answers for the data has
    decided so in writing.

    Example: rjhub audit erase --partnership sussex --file 0193a0c4-5b1e-7cc3-98c4-dc0c0c07398f
    """
    from rjhub.server import program

    with program.running():
        from rjhub.audit import erasing, sealing

        (partnership,) = _partnerships({code})
        sealing.seal(partnership.id, partnership.code)
        try:
            rows = erasing.erase(partnership.id, erased)
        except erasing.NotSealedError as error:
            raise TroubleError(
                "The log names it where nothing is sealed yet. Try again in a minute."
            ) from error
        click.echo(f"{rows:,} references were erased.")


def _verify(partnership: "Partnership", kept: "list[Receipt]") -> "Report":
    from rjhub.audit import receipts, verifying
    from rjhub.audit.connecting import dsn

    asked = verifying.Asked(
        partnership=partnership.id,
        code=partnership.code,
        receipts=[each for each in kept if each.partnership == partnership.code],
        public_key=receipts.key_of_this_installation().public,
    )
    return verifying.verify(dsn(), asked)


def _partnerships(codes: set[str] | None) -> "list[Partnership]":
    from rjhub.partnership.models import Partnership

    found = Partnership.objects.order_by("code")
    if codes is None:
        return list(found)
    unknown = codes - set(found.values_list("code", flat=True))
    if unknown:
        raise TroubleError(f"There is no partnership '{min(unknown)}'.")
    return list(found.filter(code__in=codes))


def _receipt(file: Path) -> "Receipt":
    from rjhub.audit import receipts

    try:
        return receipts.read(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise TroubleError(f"The file {file} cannot be read.") from error
    except receipts.NoReceiptError as error:
        raise TroubleError(f"{file}: {error}") from error

"""`rjhub check`."""

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rjhub.server.checks.finding import Finding

COLOURS = {"ok": "green", "warning": "yellow", "wrong": "red"}


@click.command
@click.option("--json", "as_json", is_flag=True, help="Print it for a program: a list of objects.")
def command(*, as_json: bool) -> None:
    """Say in plain words what is wrong with this installation, and what to do about it.

    Looks at database, roles, tables, the walls between agencies, mail, clock, secrets, worker and disk.
    Changes nothing. The exit code is 1 if anything is wrong.

    Example: rjhub check
    """
    from rjhub.server import program

    with program.running():
        from rjhub.server import checks

        findings = list(checks.run())
    if as_json:
        click.echo(
            json.dumps([{**asdict(found), "level": found.level.value} for found in findings], indent=1)
        )
    else:
        for found in findings:
            click.echo(as_line(found))
    sys.exit(1 if any(found.level.value == "wrong" for found in findings) else 0)


def as_line(found: "Finding") -> str:
    """Write a finding as people read it."""
    level = click.style(f"{found.level.value:<8}", fg=COLOURS[found.level.value])
    return f"{level} {found.subject}: {found.meaning}." + (f" {found.remedy}" if found.remedy else "")

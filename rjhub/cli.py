"""The rjhub command line: each command translates in, makes one call and translates out.

A command is a module of `rjhub.commands` that holds `command`. They load Django only when they run, so that
`rjhub --help` answers at once.
"""

import errno
import importlib
import pkgutil
import sys

import click

from rjhub import commands
from rjhub.server.trouble import TroubleError


class Commands(click.Group):
    """Every module of `rjhub.commands` is a command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name them in alphabetical order."""
        del ctx
        return sorted(
            found.name.replace("_", "-")
            for found in pkgutil.iter_modules(commands.__path__)
            if not found.ispkg
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"rjhub.commands.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def rjhub() -> None:
    """RJ Hub: one restorative justice case, worked by many agencies together.

    `rjhub COMMAND --help` explains a command and gives an example.
    """


def main() -> None:
    """Run a command; what a person can put right is said in plain words instead of a traceback."""
    try:
        rjhub(prog_name="rjhub")
    except TroubleError as trouble:
        click.echo(f"\n{trouble}", err=True)
        sys.exit(1)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        click.echo(
            "\nThe disk is full. Free some space and start again; nothing that was saved is lost.", err=True
        )
        sys.exit(1)

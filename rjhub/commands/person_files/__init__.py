"""What the commands that read person files have in common."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rjhub.server.trouble import TroubleError

if TYPE_CHECKING:
    from rjhub.engines.linkage.linking import Say
    from rjhub.engines.linkage.reading import Records

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)
_WIDTH = 30

model: Callable[..., Callable[..., None]] = click.option(
    "--model",
    "model_file",
    type=FILE,
    help="A model that rjhub train made.  [default: the one that is shipped]",
)
columns: Callable[..., Callable[..., None]] = click.option(
    "--columns",
    "columns_file",
    type=FILE,
    help='A JSON file that says which column holds what, where the names are unusual: {"last_name": "Sname"}.',
)


@contextmanager
def plainly() -> Iterator[None]:
    """Say what is wrong with a file, or that one cannot be written, in plain words instead of a traceback."""
    from rjhub.engines.trouble import UnusableError

    try:
        yield
    except UnusableError as error:
        raise TroubleError(str(error)) from error
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise TroubleError(f"{error.filename} cannot be written: {error.strerror}.") from error


def read(files: Sequence[Path], columns_file: Path | None) -> "list[Records]":
    """Read person files, and say how many records each has and which columns were understood."""
    from rjhub.engines.linkage import reading

    mapping = reading.read_mapping(columns_file) if columns_file else {}
    out = []
    for file in files:
        records = reading.read(file, mapping)
        click.echo(f"{file.name}: {len(records):,} records with {', '.join(records.fields)}.", err=True)
        out.append(records)
    return out


@contextmanager
def progress() -> "Iterator[Say]":
    """A bar that grows on one line of a terminal; elsewhere, one line for each step."""
    told: list[str] = []
    terminal = sys.stderr.isatty()

    def say(what: str, done: int, of: int) -> None:
        if terminal:
            full = _WIDTH * done // max(of, 1)
            click.echo(f"\r{what:<18} {'#' * full}{'.' * (_WIDTH - full)} {done:>12,}", nl=False, err=True)
        elif what not in told:
            told.append(what)
            click.echo(f"{what} ...", err=True)

    yield say
    if terminal:
        click.echo("", err=True)

"""What the commands that evaluate have in common, and each of them."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rjhub.server.trouble import TroubleError

if TYPE_CHECKING:
    from rjhub.engines.evaluation.answers import Answer
    from rjhub.engines.evaluation.reading import Table

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def names(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Take names apart at commas."""
    return tuple(name.strip() for name in (value or "").split(",") if name.strip())


def numbers(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[float, ...]:
    """Take numbers apart at commas."""
    try:
        return tuple(float(each) for each in (value or "").split(",") if each.strip())
    except ValueError as error:
        raise click.BadParameter("Give numbers, separated by commas.") from error


def output(command: Callable[..., Any]) -> Callable[..., Any]:
    """Where the answer goes."""
    command = click.option("--json", "json_file", type=FILE, help="Where to write the whole answer.")(command)
    return click.option("--pictures", type=FOLDER, help="A folder for the pictures (SVG).")(command)


def rows(command: Callable[..., Any]) -> Callable[..., Any]:
    """Which rows count."""
    for decorate in (
        click.option(
            "--id",
            "identity",
            metavar="COLUMN",
            help="Whose row it is.  [default: case_id, id, person_id ...]",
        ),
        click.option(
            "--categorical", callback=names, metavar="A,B", help="Columns of numbers that are categories."
        ),
        click.option(
            "--drop-missing", is_flag=True, help="Leave out rows with missing values; the answer says which."
        ),
        click.option("--small", is_flag=True, help="Look at fewer than 60 people; never to be published."),
    ):
        command = decorate(command)
    return command


covariates: Decorator = click.option(
    "--covariates", callback=names, metavar="A,B,C",
    help="Columns, or terms such as age^2, sqrt(priors), log(income), priors==0, age*female.",
)  # fmt: skip


@contextmanager
def plainly() -> Iterator[None]:
    """Say what is wrong with a file, or that one cannot be written, in plain words instead of a traceback."""
    from rjhub.engines.trouble import UnusableError

    try:
        yield
    except UnusableError as error:
        raise TroubleError(str(error)) from error
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError) as error:
        raise TroubleError(f"{error.filename} cannot be read or written: {error.strerror}.") from error


def read(path: Path) -> "Table":
    """Read a data file."""
    from rjhub.engines.evaluation import reading

    return reading.read(path)


def show(answer: "Answer", json_file: Path | None, folder: Path | None) -> None:
    """Say the answer, and write what was asked for: all of it, or nothing."""
    from rjhub.engines.evaluation import pictures, writing

    files: dict[Path, str] = {}
    if folder:
        files |= {folder / name: drawn for name, drawn in pictures.of(answer).items()}
    if json_file:
        files[json_file] = writing.as_text(answer.as_json())
    writing.write(files)
    click.echo(f"{answer.method['name']}.")
    click.echo(f"{'':<34} {'estimate':>12} {'std. error':>12} {'low':>12} {'high':>12} {'p':>8}")
    for each in answer.estimates:
        figures = " ".join(f"{figure:>12,.4f}" for figure in (each.value, each.error, each.low, each.high))
        chance = "" if math.isnan(each.p) else f"{each.p:>8.4f}"
        click.echo(f"{each.name:<34} {figures} {chance}".rstrip())
    if any(each.scale == "ratio" for each in answer.estimates):
        click.echo("(The error of a ratio is that of its logarithm.)")
    for words in answer.words:
        click.echo(words)
    for words in answer.doubts:
        click.echo(f"Careful: {words}")
    for path in files:
        click.echo(f"Written: {path}", err=True)

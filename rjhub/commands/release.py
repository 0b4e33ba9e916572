"""`rjhub release`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rjhub.server.trouble import TroubleError

if TYPE_CHECKING:
    from rjhub.engines.releasing.protecting import Protected
    from rjhub.engines.releasing.releasing import Attacked
    from rjhub.engines.releasing.tables import Table

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command
@click.argument("table", type=_FILE)
@click.option(
    "--attack", is_flag=True, help="Attack what is released with all earlier releases, and show the result."
)
@click.option(
    "--earlier", multiple=True, type=click.Path(path_type=Path, exists=True),
    help="Earlier releases as they were published: files, or folders of CSV in the order of their names.",
)  # fmt: skip
@click.option("--out", type=_FILE, help="Where to write what may be published; hidden counts are “c”.")
@click.option("--json", "json_file", type=_FILE, help="Where to write the whole answer.")
@click.option(
    "--count", metavar="COLUMN", help="Which column holds the count.  [default: count, n, number ...]"
)
@click.option(
    "--from", "begins", metavar="DATE", help="When the table's period begins, if the file does not say."
)
@click.option("--to", "ends", metavar="DATE", help="When it ends.")
@click.option(
    "--threshold",
    default=5,
    show_default=True,
    type=click.IntRange(2),
    help="Counts from 1 to below are small.",
)
@click.option(
    "--width", default=5, show_default=True, type=click.IntRange(1), help="The least room of a small count."
)
@click.option(
    "--changes/--no-changes", default=True, show_default=True, help="Whether small changes are secret too."
)
def command(
    *, table: Path, attack: bool, earlier: tuple[Path, ...], out: Path | None, json_file: Path | None,
    count: str | None, begins: str | None, ends: str | None, threshold: int, width: int, changes: bool,
) -> None:  # fmt: skip
    """Hide from a table what would single somebody out, also together with every earlier release.

    TABLE.csv has a row for each cell: columns of labels, a count, and from and to for its period if it has one. See
    docs/releasing.md. The exit code is 1 if the attack recovers a number.

    Example: rjhub release march.csv --earlier published --attack --out published/march.csv
    """
    if (begins is None) != (ends is None):
        raise click.UsageError("Give both --from and --to, or none.")
    with _plainly():
        from rjhub.engines.releasing import protecting, releasing, tables

        rules = protecting.Rules(threshold, width, changes)
        period = (begins, ends) if begins and ends else None
        new = tables.read(table, count=count, period=period)
        if None in new.counts.values():
            raise TroubleError(
                f"{table.name} hides counts already. Give the true counts: nothing of them is kept."
            )
        before = [tables.read(path) for path in _files(earlier)]
        found = releasing.release(new, before, rules)
        attacked = releasing.attack([*before, found.table]) if attack else None
        without = releasing.attack([*before, releasing.naive(new, rules)]) if attack else []
        _write(found, json_file, out, releasing.as_json(found, attacked, rules, without))
    _say(found.table, attacked, without)
    sys.exit(1 if attacked and any(each.bounds.recovered for each in attacked) else 0)


def _files(given: tuple[Path, ...]) -> Iterator[Path]:
    for path in given:
        if path.is_dir():
            yield from sorted(each for each in path.iterdir() if each.name.endswith((".csv", ".csv.gz")))
        else:
            yield path


def _write(found: "Protected", json_file: Path | None, out: Path | None, answer: dict[str, object]) -> None:
    from rjhub.engines.evaluation import writing
    from rjhub.engines.releasing import tables

    files: dict[Path, str] = {}
    if out:
        files[out] = tables.as_csv(found.table)
    if json_file:
        files[json_file] = writing.as_text(answer)
    writing.write(files)


def _say(table: "Table", attacked: "list[Attacked] | None", without: "list[Attacked]") -> None:
    hidden = sum(value is None for value in table.counts.values())
    click.echo(f"{len(table.counts)} cells with their sums, {hidden} hidden.")
    for key, value in table.counts.items():
        click.echo(f"  {'c' if value is None else f'{value:,}':>8}  {' / '.join(key)}")
    if attacked is None:
        return
    recovered = [each for each in attacked if each.bounds.recovered]
    worse = sum(each.bounds.recovered for each in without)
    click.echo(
        f"Attack with all releases: {len(recovered)} of {len(attacked)} hidden numbers recovered. "
        f"Hiding only small cells: {worse} of {len(without)}."
    )
    for each in recovered:
        click.echo(f"  recovered: {each.what} in {each.release}")


@contextmanager
def _plainly() -> Iterator[None]:
    """Say what is wrong with a table in plain words instead of a traceback."""
    from rjhub.engines.trouble import UnusableError

    try:
        yield
    except UnusableError as error:
        raise TroubleError(str(error)) from error
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError) as error:
        raise TroubleError(f"{error.filename} cannot be read or written: {error.strerror}.") from error

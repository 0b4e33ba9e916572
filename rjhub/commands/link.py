"""`rjhub link`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rjhub.commands import person_files as options

if TYPE_CHECKING:
    from rjhub.engines.linkage.linking import Linked
    from rjhub.engines.linkage.reading import Records


@click.command
@click.argument("files", nargs=-1, required=True, type=options.FILE)
@click.option(
    "--out", type=options.FILE, default=None, help="Where to write the pairs.  [default: pairs.csv]"
)
@click.option("--clusters", type=options.FILE, help="Where to write which records are one person.")
@click.option(
    "--charts", type=options.FOLDER, help="A folder for charts: weights, thresholds, the hardest pair."
)
@options.model
@options.columns
def command(
    *, files: tuple[Path, ...], out: Path | None, clusters: Path | None, charts: Path | None,
    model_file: Path | None, columns_file: Path | None,
) -> None:  # fmt: skip
    """Find the records of one file, or of two, that are of the same person.

    PAIRS.csv says id_a, id_b, match_weight (log2 of the odds) and probability, the likeliest first; pairs less
    likely than 1 in 100 are left out unless their records are in one cluster. Nothing is joined: twins and people
    of one home are kept apart, and a person decides.

    Example: rjhub link records.csv --out pairs.csv --clusters clusters.csv
    """
    if len(files) > 2:  # noqa: PLR2004 one file, or two
        raise click.UsageError("Give one file, or two to be compared with each other.")
    with options.plainly():
        from rjhub.engines.linkage import charting, linking, writing
        from rjhub.engines.linkage import model as models

        records = options.read(files, columns_file)
        model = models.load(model_file) if model_file else models.shipped()
        with options.progress() as say:
            if len(files) > 1:
                linked: Linked = linking.between(records[0], records[1], model, say)
            else:
                linked = linking.deduplicated(records[0], model, say)
        ids = _ids(records)
        path = out or Path("pairs.csv")
        pairs = writing.write_pairs(path, linked, ids)
        click.echo(f"{len(ids):,} records, {linked.compared:,} pairs compared, {pairs:,} written to {path}.")
        if clusters:
            found = writing.write_clusters(clusters, linked, ids)
            click.echo(f"{found:,} people, written to {clusters}.")
        if charts:
            for chart in charting.draw(charts, linked, ids):
                click.echo(f"Chart: {chart}")


def _ids(records: "list[Records]") -> list[str]:
    """The ids of both files; where one id stands in both, the file is said before it."""
    if len(records) == 1:
        return records[0].ids
    first, second = records
    if set(first.ids).isdisjoint(second.ids):
        return first.ids + second.ids
    return [f"a:{each}" for each in first.ids] + [f"b:{each}" for each in second.ids]

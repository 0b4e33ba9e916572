"""`rjhub lookup`."""

from pathlib import Path

import click

from rjhub.commands import person_files as options


@click.command
@click.argument("register", type=options.FILE)
@click.argument("queries", type=options.FILE)
@click.option("--out", type=options.FILE, required=True, help="Where to write the hits.")
@options.model
@options.columns
def command(
    *, register: Path, queries: Path, out: Path, model_file: Path | None, columns_file: Path | None
) -> None:
    """Find for each of new people the records that may be theirs, at most five, the likeliest first.

    HITS.csv says query_id, rank, rec_id and score: log2 of the odds that it is the same person.

    Example: rjhub lookup register.csv new.csv --out hits.csv
    """
    with options.plainly():
        from rjhub.engines.linkage import lookup as looking
        from rjhub.engines.linkage import model as models
        from rjhub.engines.linkage import writing

        held, asked = options.read((register, queries), columns_file)
        model = models.load(model_file) if model_file else models.shipped()
        with options.progress() as say:
            hits = looking.looked_up(held, asked, model, say)
        count = writing.write_hits(out, hits, asked.ids, held.ids)
        found = len({hit.query for hit in hits})
        click.echo(
            f"{len(asked):,} asked of {len(held):,} records: {found:,} with hits, {count:,} hits in {out}."
        )

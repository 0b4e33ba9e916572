"""`rjhub evaluate-links`."""

from pathlib import Path

import click

from rjhub.commands import person_files as options


@click.command
@click.argument("pairs", type=options.FILE)
@click.argument("truth", type=options.FILE)
def command(*, pairs: Path, truth: Path) -> None:
    """Print precision, recall and F1 of pairs by threshold.

    PAIRS.csv is what rjhub link writes: two ids and a weight. TRUTH.csv says in its first column an id and in its
    second whose record it is. All true pairs count, those that were never compared too.

    Example: rjhub evaluate-links pairs.csv truth.csv
    """
    with options.plainly():
        from rjhub.engines.linkage import evaluating, reading

        qualities = evaluating.by_threshold(reading.read_pairs(pairs), reading.read_two_columns(truth))
        top = evaluating.best(qualities)
        if top is None:
            click.echo(f"{pairs.name} has no pairs.")
            return
        click.echo("threshold   pairs       precision  recall  F1")
        for each in evaluating.shown(qualities):
            mark = "  best" if each is top else ""
            click.echo(
                f"{each.threshold:9.3f}   {each.believed:<10,}  {each.precision:.4f}     {each.recall:.4f}  "
                f"{each.f1:.4f}{mark}"
            )

"""`rjhub train`."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from rjhub.commands import person_files as options


@click.command
@click.argument("model", type=options.FILE)
@click.option(
    "--files", default=20, show_default=True, type=click.IntRange(2, 100), help="How many invented files."
)
@click.option(
    "--people",
    default=1000,
    show_default=True,
    type=click.IntRange(200),
    help="How many people in each; eight times as many in every fourth.",
)
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same model.")
def command(*, model: Path, files: int, people: int, seed: int) -> None:
    """Make a model for rjhub link and rjhub lookup, from people who are invented for it.

    The default is how the shipped model was made; it takes some minutes.

    Example: rjhub train model.json --files 12
    """
    with options.plainly():
        from rjhub.demonstration.invented import agencies_files
        from rjhub.engines.linkage import ranking, training

        def invented() -> Iterator[tuple[dict[str, list[str]], list[int]]]:
            with click.progressbar(range(seed, seed + files), label="Inventing and comparing") as seeds:
                for each in seeds:
                    records, _ = agencies_files.written(
                        people if each % 4 else people * 8, agencies_files.ways(each)
                    )
                    yield records.columns, records.humans

        trees, facts = training.teach(invented())
        about = {"files": files, "people": people, "seed": seed}
        ranking.save(model, trees, facts, about)
        click.echo(f"{model}: {json.dumps(about)}")

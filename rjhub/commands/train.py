"""`rjhub train`."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rjhub.commands import person_files as options

if TYPE_CHECKING:
    from rjhub.engines.linkage.training import Lesson

_REFERRALS = 1.5  # new referrals for each person who is invented
_LARGE = 8  # times as many people in every sixth file


@click.command
@click.argument("model", type=options.FILE)
@click.option(
    "--files", default=24, show_default=True, type=click.IntRange(2, 200), help="How many invented files."
)
@click.option(
    "--people",
    default=450,
    show_default=True,
    type=click.IntRange(100),
    help="How many people in each register of a hub; other files have fewer, every sixth has eight times as many.",
)
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same model.")
def command(*, model: Path, files: int, people: int, seed: int) -> None:
    """Make a model for rjhub link and rjhub lookup, from people who are invented for it.

    The default is how the shipped model was made; it takes some minutes.

    Example: rjhub train model.json --files 12
    """
    with options.plainly():
        from rjhub.engines.linkage import model as models
        from rjhub.engines.linkage import training

        with click.progressbar(range(seed, seed + files), label="Inventing", file=sys.stderr) as seeds:
            lessons = list(_invented(seeds, people))
        about = {
            "files": files,
            "people": people,
            "seed": seed,
            "records": sum(len(each.humans) for each in lessons),
        }
        with click.progressbar(length=3 * files, label="Comparing and teaching", file=sys.stderr) as bar:
            made = training.teach(lessons, about, lambda _stage: bar.update(1))
        models.save(model, made)
        click.echo(f"{model}: {json.dumps(about)}")


def _invented(seeds: "Iterator[int] | range", people: int) -> "Iterator[Lesson]":
    """Half of the files are registers of a hub, the others of every other kind in turn."""
    from rjhub.demonstration.invented import agencies_files, other_files
    from rjhub.engines.linkage import training

    for seed in seeds:
        count = people * (_LARGE if seed % 6 == 0 else 1)
        register = seed % 2 == 0
        if register:
            held, asked = agencies_files.written(
                count, agencies_files.ways(seed), referrals=int(min(count, people * 2) * _REFERRALS)
            )
        else:
            kind = other_files.KINDS[seed // 2 % len(other_files.KINDS)]
            fewer = count // 4 if kind == other_files.FIGURES else count // 2
            held, asked = other_files.written(
                fewer, other_files.hand(seed, kind), seed, referrals=int(fewer * _REFERRALS)
            )
        yield training.lesson(held.columns, held.humans, asked.columns, asked.humans, register=register)

"""`rjhub match-model`: what each comparison weighs when a hub looks for other records of a person."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rjhub.commands import person_files as options
from rjhub.server.trouble import TroubleError

if TYPE_CHECKING:
    from rjhub.partnership.models import Partnership

_TRIED = 2_000  # new referrals in each file on which thresholds are tried
CODE = click.option(
    "--partnership", "code", required=True, help="The code of the partnership, such as sussex."
)


@click.group
def command() -> None:
    """Make, keep and choose the model by which a hub compares people.

    Example: rjhub match-model use sussex 2
    """


@command.command
@click.argument("model", type=options.FILE)
@click.option(
    "--trees", type=options.FILE, help="A model that rjhub train made.  [default: the one that is shipped]"
)
@click.option(
    "--files", default=12, show_default=True, type=click.IntRange(2, 100), help="How many invented files."
)
@click.option(
    "--people", default=1500, show_default=True, type=click.IntRange(200), help="How many people in each."
)
@click.option("--seed", default=101, show_default=True, help="The same seed makes the same model.")
def learn(*, model: Path, trees: Path | None, files: int, people: int, seed: int) -> None:
    """Learn weights from invented people, and on others what each threshold costs. Nobody real is looked at.

    Example: rjhub match-model learn model.json --trees trained.json
    """
    from rjhub.server import program

    with options.plainly(), program.running():
        from rjhub.demonstration.invented import agencies_files
        from rjhub.matching import learning

        told = json.loads(trees.read_text(encoding="utf-8")) if trees else None
        about = {"files": files, "people": people, "seed": seed}
        with click.progressbar(range(seed, seed + files), label="Inventing people") as seeds:
            drawn = [agencies_files.written(people, agencies_files.ways(each))[0] for each in seeds]
        made = learning.learnt([(one.columns, one.humans) for one in drawn], told, about)
        with click.progressbar(
            range(seed + files, seed + files + max(files // 3, 2)), label="Trying"
        ) as seeds:
            made = learning.with_thresholds(made, (_tried(agencies_files, each, people) for each in seeds))
        model.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
        for one in made["thresholds"]:
            click.echo(
                f"{one['name']}: {one['found']:.1%} of known people found, {one['wrong']:.1%} wrongly flagged"
            )


@command.command
@click.argument("model", type=options.FILE)
@CODE
def add(*, model: Path, code: str) -> None:
    """Keep a model as the next version of a partnership's. It is not in force until somebody says so.

    Example: rjhub match-model add model.json --partnership sussex
    """
    from rjhub.server import program

    with options.plainly(), program.running():
        from rjhub.kernel import clock
        from rjhub.kernel.invalid import Invalid
        from rjhub.matching.actions import models

        try:
            kept = models.add_model(_partnership(code), model.read_bytes(), by=None, at=clock.now())
        except Invalid as wrong:
            raise TroubleError(f"{model.name}: {wrong}") from wrong
        click.echo(f"This is model {kept.number}. To use it: rjhub match-model use {code} {kept.number}")


@command.command
@click.argument("code")
@click.argument("number", type=click.IntRange(0))
def use(*, code: str, number: int) -> None:
    """Put a model into force from now on. 0 is the one that comes with the program.

    Example: rjhub match-model use sussex 0
    """
    from rjhub.server import program

    with program.running():
        from rjhub.kernel import clock
        from rjhub.kernel.decisions import Refused
        from rjhub.matching.actions import models

        try:
            models.put_in_force(_partnership(code), number, by=None, at=clock.now())
        except Refused as refusal:
            raise TroubleError(" ".join(refusal.reasons)) from refusal
        click.echo(f"Model {number} is in force.")


def _tried(files: "object", seed: int, people: int) -> "tuple[dict[str, list[str]], list[int], int]":
    held, asked = files.written(people, files.ways(seed), referrals=_TRIED)  # type: ignore[attr-defined]
    columns = {name: values + asked.columns[name] for name, values in held.columns.items()}
    return columns, held.humans + asked.humans, len(held.humans)


def _partnership(code: str) -> "Partnership":
    from rjhub.partnership.models import Partnership

    found = Partnership.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(Partnership.objects.order_by("code").values_list("code", flat=True))
        raise TroubleError(f"There is no partnership '{code}'. There are: {known or 'none'}.")
    return found

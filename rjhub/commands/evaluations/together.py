"""`rjhub evaluate meta` and `rjhub evaluate benefit`: files with one row for each study, or with inputs."""

from pathlib import Path

import click

from rjhub.commands import evaluations


@click.command
@click.argument("data", metavar="STUDIES", type=evaluations.FILE)
@click.option(
    "--measure", type=click.Choice(["rr", "or", "rd", "smd", "md", "hr", "irr"]),
    help="What to make of counts or means, or what the estimates are.  [default: rr; smd]",
)  # fmt: skip
@click.option("--model", type=click.Choice(["reml", "dl", "fixed"]), default="reml", show_default=True)
@click.option("--hartung-knapp", "knapp", is_flag=True, help="Intervals that hold with few studies.")
@evaluations.output
def meta(
    *, data: Path, measure: str | None, model: str, knapp: bool, json_file: Path | None, pictures: Path | None
) -> None:
    """What several studies, or areas, say together, and how much they differ.

    STUDIES.csv has for each an estimate with standard_error (or variance, or low and high); or
    events_treated, n_treated, events_control, n_control; or mean_treated, sd_treated, n_treated,
    mean_control, sd_control, n_control.

    Example: rjhub evaluate meta trials.csv --json out.json --pictures pictures
    """
    with evaluations.plainly():
        from rjhub.engines.evaluation import pooling, studies

        found = studies.read(evaluations.read(data), measure)
        evaluations.show(pooling.answer(found, model=model, knapp=knapp), json_file, pictures)


@click.command
@click.argument("inputs", type=evaluations.FILE)
@evaluations.output
def benefit(*, inputs: Path, json_file: Path | None, pictures: Path | None) -> None:
    """What restorative justice saves for each pound, by Home Office unit costs, with an interval and what moves it.

    INPUTS.json says offences_avoided_per_person and cost_per_person (a number, or estimate, low and high), offence_mix,
    uprating, and sources. See docs/evaluating.md.

    Example: rjhub evaluate benefit inputs.json --json out.json --pictures pictures
    """
    with evaluations.plainly():
        from rjhub.engines.evaluation import benefit as engine

        given = engine.read(inputs.read_text(encoding="utf-8-sig"), inputs.name)
        evaluations.show(engine.answer(given), json_file, pictures)

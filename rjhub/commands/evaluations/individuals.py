"""`rjhub evaluate survival`, `match`, `rate` and `study`: files with one row for each person."""

from pathlib import Path
from typing import Any

import click

from rjhub.commands import evaluations


@click.command
@click.argument("data", type=evaluations.FILE)
@click.option(
    "--time", required=True, metavar="T", help="How long each person was seen, from the intervention."
)
@click.option("--event", required=True, metavar="E", help="Whether it happened: 1 or 0; or COLUMN=VALUE.")
@evaluations.covariates
@click.option(
    "--by", metavar="COLUMN", help="Curves and log-rank test by this.  [default: a covariate of few values]"
)
@click.option("--strata", metavar="COLUMN", help="A baseline hazard for each value of this.")
@click.option("--cluster", metavar="COLUMN", help="People who are alike, for robust errors.")
@click.option("--ties", type=click.Choice(["efron", "breslow"]), default="efron", show_default=True)
@click.option("--robust", is_flag=True, help="Errors that hold when hazards are not quite proportional.")
@click.option(
    "--interval", type=click.Choice(["log-log", "log", "plain"]), default="log-log", show_default=True
)
@click.option(
    "--at", "moments", callback=evaluations.numbers, metavar="1,2", help="Times at which to say the share."
)
@evaluations.rows
@evaluations.output
def survival(
    *, data: Path, json_file: Path | None, pictures: Path | None, categorical: tuple[str, ...], interval: str,
    **asked: Any,
) -> None:  # fmt: skip
    """Time to an event: Kaplan and Meier, log-rank, Cox, and whether hazards are proportional.

    Example: rjhub evaluate survival rossi.csv --time week --event arrest --covariates fin,age,prio --json out.json
    """
    with evaluations.plainly():
        from rjhub.engines.evaluation import survival as engine

        question = engine.Question(**asked, categories=categorical, rule=interval)
        evaluations.show(engine.answer(evaluations.read(data), question), json_file, pictures)


@click.command
@click.argument("data", type=evaluations.FILE)
@click.option("--treatment", required=True, metavar="T", help="Who was treated: 1 or 0; or COLUMN=VALUE.")
@click.option("--outcome", required=True, metavar="Y", help="What is compared: numbers, or yes and no.")
@evaluations.covariates
@click.option(
    "--method",
    type=click.Choice(["nearest", "weighting", "doubly-robust"]),
    default="doubly-robust",
    show_default=True,
)
@click.option(
    "--replace/--no-replace", default=False, help="nearest: whether a control may serve again.  [default: no]"
)
@click.option(
    "--neighbours", default=1, show_default=True, type=click.IntRange(1), help="nearest: controls for each."
)
@click.option(
    "--order", type=click.Choice(["largest", "smallest", "data"]), default="largest", show_default=True,
    help="nearest: who chooses first, by chance of treatment.",
)  # fmt: skip
@click.option(
    "--caliper", type=float, help="nearest: no match further than so many standard deviations of the chance."
)
@evaluations.rows
@evaluations.output
def match(
    *, data: Path, json_file: Path | None, pictures: Path | None, categorical: tuple[str, ...], **asked: Any
) -> None:
    """The effect of a treatment on those treated, with balance, overlap and sensitivity.

    Example: rjhub evaluate match nsw.csv --treatment treat --outcome re78 --covariates age,educ,re74 --json out.json
    """
    with evaluations.plainly():
        from rjhub.engines.evaluation import matching

        question = matching.Question(**asked, categories=categorical)
        evaluations.show(matching.answer(evaluations.read(data), question), json_file, pictures)


@click.command
@click.argument("data", type=evaluations.FILE)
@click.option("--treatment", required=True, metavar="T", help="Who was treated: 1 or 0; or COLUMN=VALUE.")
@click.option("--count", required=True, metavar="N", help="How often it happened.")
@click.option("--time", metavar="T", help="How long each was at risk.  [default: all equally long]")
@click.option(
    "--unit",
    type=click.Choice(["days", "weeks", "months", "years"]),
    default="days",
    show_default=True,
    help="Of the time.",
)
@evaluations.covariates
@click.option(
    "--model", type=click.Choice(["negative-binomial", "poisson", "doubly-robust"]), default="negative-binomial",
    show_default=True,
)  # fmt: skip
@click.option("--robust", is_flag=True, help="Sandwich errors.")
@click.option("--cluster", metavar="COLUMN", help="People who are alike, for robust errors.")
@evaluations.rows
@evaluations.output
def rate(
    *, data: Path, json_file: Path | None, pictures: Path | None, categorical: tuple[str, ...], **asked: Any
) -> None:
    """How often something happens in the same time, in those treated against those not: a ratio of rates.

    Example: rjhub evaluate rate cases.csv --treatment rj --count offences --time days --covariates age,priors
    """
    with evaluations.plainly():
        from rjhub.engines.evaluation import rates

        question = rates.Question(**asked, categories=categorical)
        evaluations.show(rates.answer(evaluations.read(data), question), json_file, pictures)


@click.command
@click.argument("data", type=evaluations.FILE)
@evaluations.covariates
@click.option(
    "--id", "identity", metavar="COLUMN", help="Whose row it is.  [default: case_id, id, person_id ...]"
)
@click.option(
    "--cohort", type=evaluations.FILE, help="The people of the study: nobody else may be in the file."
)
@evaluations.output
def study(
    *, data: Path, covariates: tuple[str, ...], identity: str | None, cohort: Path | None, json_file: Path | None,
    pictures: Path | None,
) -> None:  # fmt: skip
    """The whole study of reoffending, doubly robust, by one rule fixed beforehand: `rjhub evaluate DATA.csv`.

    Example: rjhub evaluate outcomes.csv.gz --json out.json --pictures pictures
    """
    with evaluations.plainly():
        from rjhub.engines.evaluation import checking
        from rjhub.engines.evaluation import study as engine

        table = evaluations.read(data)
        if cohort:
            known = evaluations.read(cohort)
            checking.refuse_unknown(
                table, checking.id_column(table, identity), known, checking.id_column(known, identity)
            )
        evaluations.show(engine.answer(table, covariates, identity=identity), json_file, pictures)

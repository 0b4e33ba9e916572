"""`rjhub bench studies` and `rjhub bench releases`."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click


@click.command
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.option("--count", default=200, show_default=True, type=click.IntRange(1), help="How many studies.")
@click.option("--size", default=4000, show_default=True, type=click.IntRange(200), help="People in each.")
@click.option("--seed", default=1, show_default=True, help="The first; each study has the next.")
@click.option("--null", is_flag=True, help="Studies in which nothing has an effect.")
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
def studies(*, source: Path, count: int, size: int, seed: int, null: bool, as_json: bool) -> None:
    """Evaluate many simulated studies of known truth: bias, and how often intervals hold the truth.

    SOURCE is a Python file with make(seed, n, profile, null=False), which is run, so use only one that you trust; or a
    folder of NAME.csv with NAME_truth.json (att_12m_expected, rate_ratio_treated).

    Example: rjhub bench studies rjoutcomes.py --count 200
    """
    from rjhub.bench import studies as engine

    made = engine.made(source, count=count, size=size, seed=seed, null=null)
    seen, refused = engine.measure(made, lambda words: click.echo(words, err=True))
    if as_json:
        click.echo(json.dumps({"refused": refused, "figures": [asdict(each) for each in seen]}, indent=1))
        return
    click.echo("figure        studies      bias    spread     width  coverage  significant")
    for each in seen:
        click.echo(
            f"{each.name:<12} {each.studies:>8,} {each.bias:>9.4f} {each.spread:>9.4f} {each.mean_width:>9.4f} "
            f"{each.coverage:>9.3f} {each.significant:>12.3f}"
        )
    click.echo(f"{refused} refused")


@click.command
@click.option("--years", default=100, show_default=True, type=click.IntRange(1), help="How many.")
@click.option(
    "--releases", default=12, show_default=True, type=click.IntRange(1), help="In each year: 12, 52 ..."
)
@click.option("--separate", is_flag=True, help="Each period by itself instead of running totals.")
@click.option("--seed", default=1, show_default=True, help="The first; each year has the next.")
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
def releases(*, years: int, releases: int, separate: bool, seed: int, as_json: bool) -> None:
    """Release simulated years of tables, attack each year whole, and count what is recovered.

    Beside it: the same years with only small cells hidden. The exit code is 1 if a number was recovered.

    Example: rjhub bench releases --years 1000
    """
    from rjhub.engines.releasing import protecting, simulating

    tally = simulating.simulate(
        years, releases, seed=seed, running=not separate, rules=protecting.Rules(),
        say=lambda words: click.echo(words, err=True),
    )  # fmt: skip
    if as_json:
        click.echo(json.dumps(asdict(tally), indent=1))
    else:
        click.echo(
            f"{tally.years} years, {tally.releases} releases, {tally.cells:,} cells, {tally.hidden:,} hidden"
        )
        click.echo(f"recovered by linear programming with all releases: {tally.recovered}")
        click.echo(f"narrowest interval: {tally.narrowest:.1f}")
        click.echo(f"small changes told: {tally.changes_told} of {tally.changes}")
        click.echo(
            f"hiding small cells only: {tally.naive_recovered} of {tally.naive_hidden} recovered, "
            f"{tally.naive_changes_told} of {tally.changes} small changes told"
        )
    sys.exit(1 if tally.recovered else 0)

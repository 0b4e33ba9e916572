"""`rjhub bench studies` and `rjhub bench releases`."""

import json
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

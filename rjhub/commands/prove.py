"""`rjhub prove`."""

import json
import sys

import click


@click.group
def command() -> None:
    """Prove what RJ Hub says of itself, on this machine, as often as you like.

    Example: rjhub prove tamper --attacks 1000
    """


@command.command
@click.option("--attacks", default=1000, show_default=True, help="How many.")
@click.option("--seed", default=1, show_default=True, help="The same seed brings back the same attacks.")
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
def tamper(attacks: int, seed: int, *, as_json: bool) -> None:
    """Attack a log as somebody who owns the database would; an agency with only its last receipt has to find it.

    Works on an invented log in a database of its own, which is dropped afterwards. The exit code is 1 if one was
    missed.

    Example: rjhub prove tamper --attacks 1000 --seed 7
    """
    from rjhub.server import program

    with program.running():
        from rjhub.audit.proving import tamper

        result = tamper.prove(count=attacks, seed=seed)
    if as_json:
        click.echo(json.dumps(vars(result), indent=1))
    else:
        click.echo("\n".join(tamper.summary(result)))
    sys.exit(1 if result.missed or result.false_alarms else 0)


@command.command
@click.option("--count", default=20_000, show_default=True, help="How many worlds.")
@click.option("--seed", default=1, show_default=True, help="The same seed brings back the same worlds.")
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
def worlds(count: int, seed: int, *, as_json: bool) -> None:
    """Make up partnerships at random, and compare what everybody sees in the database with the rules.

    The rules are rjhub/proving/oracle.py, written apart from the program. Agreements, cases, people, grants and rows
    are made up, put into a database of their own, and asked for as every member of staff; some attempt what they may
    not. A disagreement is made small and told in words. The exit code is 1 if there is one.

    Example: rjhub prove worlds --count 100000 --seed 7
    """
    from rjhub.server import program

    with program.running():
        from rjhub.proving import scratch, worlds

        with scratch.database():
            result = worlds.prove(count=count, seed=seed)
    _say(result, worlds.summary(result), as_json=as_json)
    sys.exit(1 if result.disagreements else 0)


def _say(result: object, lines: list[str], *, as_json: bool) -> None:
    click.echo(json.dumps(vars(result), indent=1) if as_json else "\n".join(lines))

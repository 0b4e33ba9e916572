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

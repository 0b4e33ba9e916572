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
@click.option(
    "--processes", default=None, type=click.IntRange(1), help="In how many at once.  [default: cores]"
)
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
def worlds(count: int, seed: int, processes: int | None, *, as_json: bool) -> None:
    """Make up partnerships at random, and compare what everybody sees in the database with the rules.

    The rules are rjhub/proving/oracle.py, written apart from the program. Agreements, cases, people, grants and rows
    are made up, put into a database of their own, and asked for as every member of staff; some attempt what they may
    not. A disagreement is made small and told in words. The exit code is 1 if there is one.

    Example: rjhub prove worlds --count 100000 --seed 7
    """
    from rjhub.server import program

    with program.running():
        from rjhub.proving import beside, worlds

        result = beside.prove(count=count, seed=seed, processes=processes or beside.cores())
    _say(result, worlds.summary(result), as_json=as_json)
    sys.exit(1 if result.disagreements else 0)


@command.command
@click.option("--seed", default=1, show_default=True, help="The same seed brings back the same worlds.")
@click.option("--every", default=1, show_default=True, help="Plant only every so many of the list.")
@click.option(
    "--processes", default=None, type=click.IntRange(1), help="In how many at once.  [default: cores]"
)
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
def faults(seed: int, every: int, processes: int | None, *, as_json: bool) -> None:
    """Plant faults in the access rules of a database of its own, one at a time; each has to be caught.

    Conditions are taken out of policies, functions and constraints, or turned a little. Says what caught each: what
    the database's catalogue says of the walls, or else the worlds of `rjhub prove worlds`. The exit code is 1 if one
    was caught by neither.

    Example: rjhub prove faults --every 10
    """
    from rjhub.server import program

    with program.running():
        from rjhub.proving import beside, planting

        result = beside.plant(seed=seed, every=every, processes=processes or beside.cores())
    _say(result, planting.summary(result), as_json=as_json)
    sys.exit(1 if result.missed else 0)


@command.command
@click.option("--count", default=10_000, show_default=True, help="How many pairs at least.")
@click.option("--cases", default=1, show_default=True, help="Of how many cases every address is asked for.")
@click.option("--every", default=1, show_default=True, help="Ask only for every so many of the addresses.")
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
def pairs(count: int, cases: int, every: int, *, as_json: bool) -> None:
    """Change what somebody may not know, and compare every answer that they get, byte by byte.

    A pair is one fact and one member of staff who may not know it: a text that says something else, or a row more. All
    that one person may not know changes at once. Then others do something of which that person may see nothing: it may
    not show in their tasks or their mail. Somebody of every role on every side of the wall is asked, however few pairs
    are wanted. Works on the demonstration, in a database of its own. The exit code is 1 if an answer differs, or if
    what somebody may know changed no answer.

    Example: rjhub prove pairs --count 100000
    """
    from rjhub.server import program

    with program.running():
        from rjhub.proving import pairs, staging

        with staging.demonstration():
            result = pairs.prove(count=count, cases=cases, every=every)
    _say(result, pairs.summary(result), as_json=as_json)
    sys.exit(1 if pairs.fails(result) else 0)


@command.command
@click.option(
    "--cases", default=2, show_default=True, help="In the files of how many cases, and of their people."
)
@click.option(
    "--people", default=20, show_default=True, help="How many members of staff look for them, at least."
)
@click.option("--every", default=1, show_default=True, help="Ask only for every so many of the addresses.")
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
def canaries(cases: int, people: int, every: int, *, as_json: bool) -> None:
    """Put a word of its own into every protected text, and look who reads which on every page.

    Who reads one has to be allowed to by the rules of rjhub/proving/oracle.py, and the log has to say that they read
    such a row of that file. Somebody of every role on every side of the wall looks, however few are asked for. Works on
    the demonstration, in a database of its own. The exit code is 1 if somebody reads what they may not, or reads it
    without a trace, nobody reads anything, or (without --every) a route did not answer.

    Example: rjhub prove canaries --cases 3 --people 58
    """
    from rjhub.server import program

    with program.running():
        from rjhub.proving import canaries, staging

        with staging.demonstration():
            result = canaries.prove(cases=cases, most=people, every=every)
    _say(result, canaries.summary(result), as_json=as_json)
    sys.exit(1 if canaries.fails(result, whole=every == 1) else 0)


@command.command
@click.option("--count", default=200, show_default=True, help="How many worlds.")
@click.option("--seed", default=1, show_default=True, help="The same seed brings back the same worlds.")
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
def pages(count: int, seed: int, *, as_json: bool) -> None:
    """Change at random who may see some cases, and look who reads what on pages.

    Grants are given and ended, people kept out, files sealed, stages changed, signatures withdrawn. Then some people
    open some pages. What they read has to be allowed by the rules of rjhub/proving/oracle.py, and to be in the log.
    Works on the demonstration, in a database of its own. The exit code is 1 if it is not.

    Example: rjhub prove pages --count 2000 --seed 7
    """
    from rjhub.server import program

    with program.running():
        from rjhub.proving import staging, stirred

        with staging.demonstration():
            result = stirred.prove(count=count, seed=seed)
    _say(result, stirred.summary(result), as_json=as_json)
    sys.exit(1 if result.stray or result.unlogged or result.broken or not result.seen else 0)


@command.command
@click.option("--partnerships", default=5, show_default=True, help="In how many partnerships.")
@click.option("--cases", default=1_500, show_default=True, help="With how many cases.")
@click.option("--people", default=15_000, show_default=True, help="And how many people.")
@click.option(
    "--each",
    default=10,
    show_default=True,
    help="How many snoopers of each kind in each of them.",
)
@click.option("--seed", default=1, show_default=True, help="What chance begins with.")
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
def snoopers(partnerships: int, cases: int, people: int, each: int, seed: int, *, as_json: bool) -> None:
    """Plant people who read what is none of their business in three months of ordinary reading, and look for them.

    Says for each pattern how many it found of those planted for it, and how many ordinary days were pointed out beside
    them. Works on an invented partnership in a database of its own. Ordinary reading is invented too, so the figures
    say how the patterns behave, and not how your agencies do. The exit code is 1 if a pattern found none.

    Example: rjhub prove snoopers --each 20 --seed 7
    """
    from rjhub.server import program

    with program.running():
        from rjhub.proving import scratch, snoopers

        with scratch.database():
            result = snoopers.prove(
                partnerships=partnerships, cases=cases, people=people, each=each, seed=seed
            )
    _say(result, snoopers.summary(result), as_json=as_json)
    sys.exit(1 if not all(result.found.values()) else 0)


@command.command
@click.option("--count", default=100_000, show_default=True, help="How many records of people who said no.")
@click.option("--seed", default=1, show_default=True, help="The same seed brings back the same records.")
@click.option(
    "--erased", is_flag=True, help="Erase their own records first, so that only keyed digests are left."
)
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
def stops(count: int, seed: int, *, erased: bool, as_json: bool) -> None:
    """Let people say no, write each of them again as another agency would, and ask whether they may be approached.

    Misspelt, shortened, swapped, married, moved, half known: each record is decided by the database as any is. The
    exit code is 1 if fewer than 99.5 % are stopped or sent to the hub, or somebody who never said no is stopped.

    Example: rjhub prove stops --count 100000 --seed 1
    """
    from rjhub.server import program

    with program.running():
        from rjhub.proving import staging, stops

        with staging.demonstration():
            result = stops.prove(count=count, seed=seed, erased=erased)
    _say(result, stops.summary(result), as_json=as_json)
    sys.exit(1 if result.recall < stops.ENOUGH or result.false_stops or result.not_the_same else 0)


@command.command
@click.option("--states", default=10_000_000, show_default=True, help="Search until so many are known.")
@click.option("--traces", default=200, show_default=True, help="Orders that are taken in the database, too.")
@click.option("--seed", default=1, show_default=True, help="The same seed brings back the same orders.")
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
def noes(states: int, traces: int, seed: int, *, as_json: bool) -> None:
    """Search every order of saying no, writing, sending, joining, erasing and restoring for a contact after a no.

    The orders are those of a machine written apart from the program; without each of its rules such a contact has to be
    found. Then orders of it are taken in a database of its own through the program, which has to answer the same. The
    exit code is 1 if somebody is contacted after a no, a rule is not needed, or the database answers otherwise.

    Example: rjhub prove noes --states 10000000 --traces 200
    """
    from rjhub.proving import noes as searching

    result = searching.prove(states=states)
    if traces:
        from rjhub.server import program

        with program.running():
            from rjhub.proving import noes_replay, staging

            with staging.demonstration():
                noes_replay.replay(result, traces=traces, steps=searching.STEPS_OF_A_TRACE, seed=seed)
    _say(result, searching.summary(result), as_json=as_json)
    sys.exit(1 if result.against or result.missed or result.differences else 0)


def _say(result: object, lines: list[str], *, as_json: bool) -> None:
    click.echo(json.dumps(vars(result), indent=1) if as_json else "\n".join(lines))

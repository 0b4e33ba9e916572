"""`rjhub bench matching`, `encodings` and `asking`: how people are found, and whether finding them tells too much."""

import os

import click

_QUESTIONS = 0.7  # for each person who is invented


@click.command
@click.option("--people", default=100_000, show_default=True, type=click.IntRange(0), help="How many to add.")
@click.option(
    "--times", default=400, show_default=True, type=click.IntRange(50), help="How many are looked for."
)
def matching(*, people: int, times: int) -> None:
    """Measure the look for other records of a person: median and 95th percentile, with and without row security.

    It adds invented people to the register of the first partnership, so use a database that you can throw away. With
    --people 0 only those who are looked for are added, and taken away again. Half of them are held already.

    Example: rjhub generate --partnerships 1 --cases 10 && rjhub bench matching --people 1000000
    """
    from rjhub.server import program

    os.environ.setdefault("RJHUB_DEMONSTRATION", "true")
    with program.running():
        from rjhub.bench import matching as looks
        from rjhub.demonstration.invented import people as invented
        from rjhub.kernel import clock

        order = invented.Order(force="sussex", as_of=clock.today())
        names = [(one.given_name, one.family_name) for one in invented.people(order, 8_000)]
        run = looks.measure(people, times, names, lambda words: click.echo(words, err=True))
    click.echo(f"{run.people:,} people, {run.keys:,} keys")
    click.echo(
        f"{run.candidates_p50:.0f} candidates at the median, {run.candidates_p95:.0f} at the 95th percentile"
    )
    click.echo(f"of those held already: {run.first:.1%} first, {run.among_five:.1%} among the first five")
    for one in run.times:
        click.echo(
            f"{one.way:<40} p50 {one.p50:7.2f} ms   p95 {one.p95:7.2f} ms   slowest {one.slowest:8.2f} ms"
            f"   processor {one.processor_p50:7.2f}, {one.processor_p95:7.2f} ms"
        )


@click.command
@click.option(
    "--people", default=4_000, show_default=True, type=click.IntRange(200, 20_000), help="How many people."
)
@click.option("--seed", default=902, show_default=True, help="The same seed invents the same people.")
def encodings(*, people: int, seed: int) -> None:
    """Measure how well partnerships find people by encodings, beside the same questions asked in clear.

    On invented people with mistakes, of whom half of the new ones are relatives or namesakes of known ones. Nothing is
    kept. "found" and "wrong" are at the threshold in force, for rjhub lookup at the one with the best F1.

    Example: rjhub bench encodings --people 4000
    """
    from rjhub.server import program

    with program.running():
        from rjhub.bench import encodings as ways
        from rjhub.demonstration.invented import agencies_files

        held, asked = agencies_files.written(
            people, agencies_files.ways(seed), referrals=int(people * _QUESTIONS)
        )
        click.echo(f"{len(held.humans):,} records, {len(asked.humans):,} questions")
        measured = ways.measure(
            (held.columns, held.humans),
            (asked.columns, asked.humans),
            lambda words: click.echo(words, err=True),
        )
    click.echo(f"{'':<48}{'F1':>7}{'found':>8}{'wrong':>8}{'found at 5 % wrong':>20}")
    for one in measured:
        click.echo(f"{one.name:<48}{one.f1:>7.3f}{one.recall:>8.1%}{one.wrong:>8.1%}{one.at_five:>20.1%}")


@click.command
@click.option(
    "--pairs", default=10_000, show_default=True, type=click.IntRange(20), help="Pairs of questions."
)
def asking(*, pairs: int) -> None:
    """Measure whether whoever asks before approaching somebody can tell somebody hidden from nobody.

    Through the whole program, in turns by chance: do the pages differ in a byte, and how well do the times tell which
    is which (0.5: not at all). The questions of one partnership are taken off the record, so use a database that you
    can throw away. The exit code is 1 if a page differs or the times tell more than 0.52.

    Example: rjhub generate --cases 1000 && rjhub bench asking
    """
    from rjhub.server import program

    os.environ.setdefault("RJHUB_DEMONSTRATION", "true")
    with program.running():
        from rjhub.bench import asking as questions

        told = questions.measure(pairs, lambda words: click.echo(words, err=True))
    click.echo(f"{told.pairs:,} pairs of questions, pages that differ in a byte: {told.different:,}")
    click.echo(
        f"p50 {told.hidden_p50:.1f} ms about somebody hidden, {told.nobody_p50:.1f} ms about nobody; "
        f"told apart by time: {told.auc:.3f}"
    )
    if told.different or told.auc > questions.WANTED:
        raise SystemExit(1)

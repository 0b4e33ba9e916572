"""`rjhub evaluate`."""

import click

from rjhub.commands.evaluations import individuals, together


class Evaluations(click.Group):
    """Without the name of an evaluation, a file: then the whole study is made of it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A first word that names no evaluation is the file of a study."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            return super().resolve_command(ctx, ["study", *args])
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options before the file of a study go with it."""
        if args and args[0].startswith("-") and args[0] not in {"-h", "--help"}:
            args = ["study", *args]
        return super().parse_args(ctx, args)


@click.group(cls=Evaluations)
def command() -> None:
    """Say what data say, with intervals, and what would make it wrong.

    With only a file: the whole study of reoffending. Files are CSV, plain or gzipped, one row for each
    person, one column for each thing known. Data that cannot carry an answer are refused, with the rows and
    the reason. See docs/evaluating.md.

    Example: rjhub evaluate outcomes.csv.gz --json out.json
    """


for each in (individuals.study, individuals.survival, individuals.match, individuals.rate):
    command.add_command(each)
for each in (together.meta, together.benefit):
    command.add_command(each)

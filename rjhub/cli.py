"""The rjhub command line: each command translates in, makes one call and translates out."""

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """RJ Hub: one restorative justice case, worked by many agencies together."""

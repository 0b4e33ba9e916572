"""The small agreement to start from, and the mistakes that people make in such files."""

from functools import cache

from rjhub.partnership.written.mistakes import Mistake, example_in, mistakes_in

_PACKAGE = "rjhub.partnership.agreement"


@cache
def example() -> str:
    """The text of the small agreement to start from."""
    return example_in(_PACKAGE)


@cache
def mistakes() -> tuple[Mistake, ...]:
    """Every mistake that has an example."""
    return mistakes_in(_PACKAGE)

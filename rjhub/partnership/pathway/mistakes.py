"""The small pathway to start from, and the mistakes that people make in such files."""

from functools import cache

from rjhub.partnership.written.mistakes import Mistake, example_in, mistakes_in

_PACKAGE = "rjhub.partnership.pathway"


@cache
def example() -> str:
    """The text of the small pathway to start from."""
    return example_in(_PACKAGE)


@cache
def mistakes() -> tuple[Mistake, ...]:
    """Every mistake that has an example."""
    return mistakes_in(_PACKAGE)

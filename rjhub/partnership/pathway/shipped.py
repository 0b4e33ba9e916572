"""The pathways that come with the program."""

from functools import cache
from importlib import resources

from rjhub.partnership.pathway import model
from rjhub.partnership.pathway.schema import Pathway


@cache
def names() -> tuple[str, ...]:
    """The keys of the pathways that come with the program, in order."""
    files = resources.files("rjhub.partnership").joinpath("pathways").iterdir()
    return tuple(sorted(file.name.removesuffix(".yaml") for file in files if file.name.endswith(".yaml")))


@cache
def text(name: str) -> str:
    """The file of one of them, as written. Raises KeyError if there is none of that name."""
    if name not in names():
        raise KeyError(name)
    return (
        resources.files("rjhub.partnership").joinpath("pathways", f"{name}.yaml").read_text(encoding="utf-8")
    )


@cache
def pathway(name: str) -> Pathway:
    """One of them. Raises KeyError if there is none of that name."""
    return model.load(text(name), name=f"{name}.yaml")

"""Short forms by which people are known: one agency writes the short one, another the long one."""

from functools import cache
from importlib import resources


@cache
def short_forms() -> dict[str, list[str]]:
    """Short forms of given names, by the long form."""
    file = resources.files("rjhub.demonstration.invented").joinpath("data", "short_forms.txt")
    pairs = (entry.split(":") for entry in file.read_text(encoding="utf-8").split())
    return {long: short.split(",") for long, short in pairs}

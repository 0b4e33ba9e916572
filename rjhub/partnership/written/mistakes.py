"""Mistakes that people make in written files, each as changes to an example, with what the loader says.

The reference pages show them. A test makes each one, and looks at what is said and about which line.
"""

import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Mistake:
    """Changes to the example, the one thing that the loader then says, and the line that it names."""

    section: str
    title: str
    changes: tuple[tuple[str, str], ...]
    says: str
    line: str

    def make(self, text: str) -> str:
        """The example with the mistake in it. Raises ValueError if it no longer has what is changed."""
        for find, replace in self.changes:
            if find not in text:
                raise ValueError(find)
            text = text.replace(find, replace, 1)
        return text


def example_in(package: str) -> str:
    """The text of a package's small example to start from."""
    return _resource(package, "example.yaml")


def mistakes_in(package: str) -> tuple[Mistake, ...]:
    """Every mistake that has an example in a package."""
    found = tomllib.loads(_resource(package, "mistakes.toml"))["mistakes"]
    return tuple(
        Mistake(**{**one, "changes": tuple((find, replace) for find, replace in one["changes"])})
        for one in found
    )


def _resource(package: str, name: str) -> str:
    return resources.files(package).joinpath(name).read_text(encoding="utf-8")

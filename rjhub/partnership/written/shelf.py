"""The files of one kind that come with the program."""

from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable


@dataclass(frozen=True)
class Shelf:
    """A folder of this room that holds such files, each named by its key."""

    folder: str

    def names(self) -> tuple[str, ...]:
        """The keys of the files, in order."""
        files = self._folder().iterdir()
        return tuple(sorted(file.name.removesuffix(".yaml") for file in files if file.name.endswith(".yaml")))

    def text(self, name: str) -> str:
        """One of them, as written. Raises KeyError if there is none of that name."""
        if name not in self.names():
            raise KeyError(name)
        return self._folder().joinpath(f"{name}.yaml").read_text(encoding="utf-8")

    def _folder(self) -> Traversable:
        return resources.files("rjhub.partnership").joinpath(self.folder)

"""What is wrong with a file that somebody wrote, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class FileError:
    """One thing that is wrong: its line and column (both counted from 1), and what to do in plain English."""

    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


class FileErrors(Exception):
    """Everything that is wrong with a file, in the order of its lines."""

    def __init__(self, name: str, errors: tuple[FileError, ...]) -> None:
        self.name = name
        self.errors = tuple(sorted(set(errors)))
        lines = "\n".join(f"  {error}" for error in self.errors)
        count = "1 thing" if len(self.errors) == 1 else f"{len(self.errors)} things"
        super().__init__(f"{name}: {count} to put right\n{lines}")

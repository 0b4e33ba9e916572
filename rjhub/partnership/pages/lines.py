"""Lines of a file that people write, with their numbers, and what is wrong beside the line that it is about."""

from collections.abc import Iterable
from dataclasses import dataclass

from rjhub.partnership.written.errors import FileError

AROUND = 2


@dataclass(frozen=True)
class NumberedLine:
    """A line of a file, with what is wrong at it."""

    number: int
    text: str
    wrong: tuple[str, ...] = ()


def numbered(text: str) -> tuple[NumberedLine, ...]:
    """The lines of a file with their numbers."""
    return tuple(NumberedLine(number, line) for number, line in enumerate(text.splitlines(), start=1))


def excerpts(text: str, errors: Iterable[FileError]) -> list[tuple[NumberedLine, ...]]:
    """The lines that are wrong and those around them; lines that belong together stay together."""
    said: dict[int, list[str]] = {}
    for error in errors:
        said.setdefault(error.line, []).append(error.message)
    near = {number for line in said for number in range(line - AROUND, line + AROUND + 1)}
    parts: list[list[NumberedLine]] = []
    for line in numbered(text) or (NumberedLine(1, ""),):
        if line.number not in near:
            continue
        if not parts or parts[-1][-1].number != line.number - 1:
            parts.append([])
        parts[-1].append(NumberedLine(line.number, line.text, tuple(said.get(line.number, ()))))
    return [tuple(part) for part in parts]

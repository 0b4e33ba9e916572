"""Values as COPY reads them: text, one row on a line, a tab between two cells."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\v": "\\v", "\f": "\\f"})


@dataclass(frozen=True, slots=True)
class Shape:
    """How rows of the same columns and types are written: a line with gaps, and what goes into them."""

    pattern: str
    values: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    written: tuple[tuple[int, Callable[[Any], str]], ...]
    tabs: int
    escapes: int

    def line(self, row: Mapping[str, Any]) -> str:
        """A row of this shape; nothing where a value holds a character that must be escaped."""
        values: Any = self.values(row)
        escapes = self.escapes
        if self.written:
            values = list(values)
            for place, write in self.written:
                values[place] = written = write(values[place])
                escapes += written.count("\\")
            values = tuple(values)
        text = self.pattern % values
        # Four looks over the whole line are quicker than one at each of its cells.
        as_it_is = (
            text.count("\t") == self.tabs
            and text.count("\\") == escapes
            and text.count("\n") == 1
            and "\r" not in text
        )
        return text if as_it_is else ""


def shape(columns: Sequence[str], row: Mapping[str, Any], left_out: Mapping[str, str]) -> Shape:
    """The shape of a row. Raises KeyError for a column that neither it nor `left_out` has, TypeError as `cell`."""
    gaps: list[str] = []
    pieces: list[str] = []
    written: list[tuple[int, Callable[[Any], str]]] = []
    for name in columns:
        if name not in row or row[name] is None:
            pieces.append((cell(None) if name in row else left_out[name]).replace("%", "%%"))
            continue
        cell(row[name])  # refuses what no column has
        if type(row[name]) in _NOT_AS_TEXT:
            written.append((len(gaps), _WRITTEN[type(row[name])]))
        pieces.append("%s")
        gaps.append(name)
    pattern = joined(pieces)
    values = itemgetter(*gaps) if len(gaps) > 1 else lambda row: tuple(row[name] for name in gaps)
    return Shape(pattern, values, tuple(written), len(columns) - 1, pattern.count("\\"))


def joined(cells: Iterable[str]) -> str:
    """A row of cells that are written already."""
    return "\t".join(cells) + "\n"


def cell(value: object) -> str:
    """One value. Raises TypeError for one that no column here has."""
    written = _WRITTEN.get(type(value))
    if written is not None:
        return written(value)
    if isinstance(value, str):  # a choice
        return _text(str(value))
    raise TypeError(f"{type(value).__name__} is no value of a column")


def _text(value: str) -> str:
    return value if value.isprintable() and "\\" not in value else value.translate(_ESCAPES)


def _array(values: Sequence[object]) -> str:
    if values and type(values[0]) is int:
        return f"{{{','.join(map(str, values))}}}"
    return ("{" + ",".join([_element(value) for value in values]) + "}").translate(_ESCAPES)


def _element(value: object) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)


_WRITTEN: Mapping[type, Callable[[Any], str]] = {
    str: _text,
    type(None): lambda _: "\\N",
    bool: lambda value: "t" if value else "f",
    int: str,
    datetime: str,
    date: str,
    bytes: lambda value: f"\\\\x{value.hex()}",
    list: _array,
    tuple: _array,
}
_NOT_AS_TEXT = frozenset({bool, bytes, list, tuple})

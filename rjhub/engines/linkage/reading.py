"""Reads person files: CSV, plain or gzipped, in the usual shapes in which programs write them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rjhub.engines import delimited
from rjhub.engines.linkage import columns, identities
from rjhub.engines.trouble import UnusableError

_LONGEST = (
    500  # letters of a value: nothing about one person is longer, and comparing pasted pages takes forever
)


@dataclass(frozen=True, slots=True)
class Records:
    """A person file: the ids, and for each field that the file has one text per record."""

    ids: list[str]
    fields: dict[str, list[str]]

    def __len__(self) -> int:
        return len(self.ids)


def read(path: Path, mapping: Mapping[str, str] | None = None) -> Records:
    """Read a person file. Raises UnusableError in words that its owner understands."""
    rows = (row for _, row in delimited.rows(path))
    header = next(rows, None)
    if not header:
        raise UnusableError(f"{path.name} is empty.")
    places = columns.recognised(header, mapping or {}, path.name)
    ids: list[str] = []
    fields: dict[str, list[str]] = {name: [] for name in places if name != columns.ID}
    lines: dict[str, int] = {}
    for line, row in enumerate(rows, 2):
        if not any(map(str.strip, row)):
            continue
        identity = identities.read(_value(row, places[columns.ID]))
        if not identity:
            raise UnusableError(f"Record {line - 1} of {path.name} has no id. Give every record its own id.")
        if identity in lines:
            raise UnusableError(
                f"The id {identity} stands twice in {path.name}: in records {lines[identity] - 1} and {line - 1}. "
                "Give every record its own id."
            )
        lines[identity] = line
        ids.append(identity)
        for name, values in fields.items():
            values.append(_value(row, places[name]))
    return Records(ids, fields)


def read_mapping(path: Path) -> dict[str, str]:
    """Read which column holds which field: JSON, as `{"last_name": "Family name on file"}`."""
    try:
        mapping = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise UnusableError(f"{path.name} is not JSON: {error}.") from error
    if not isinstance(mapping, dict) or not all(isinstance(value, str) for value in mapping.values()):
        raise UnusableError(
            f'{path.name} must say which column holds which field, as {{"last_name": "Sname"}}.'
        )
    return mapping


def read_two_columns(path: Path) -> dict[str, str]:
    """Read a file whose first column is an id and whose second says whose it is: clusters, or the truth."""
    rows = (row for _, row in delimited.rows(path))
    next(rows, None)
    return {identities.read(row[0].strip()): row[1].strip() for row in rows if len(row) > 1}


def read_pairs(path: Path) -> Iterator[tuple[str, str, float]]:
    """Read pairs of ids with a weight. Raises UnusableError at the first line that is none."""
    rows = (row for _, row in delimited.rows(path))
    next(rows, None)
    for line, row in enumerate(rows, 2):
        if not any(row):
            continue
        try:
            yield identities.read(row[0].strip()), identities.read(row[1].strip()), float(row[2])
        except (IndexError, ValueError) as error:
            raise UnusableError(f"Line {line} of {path.name} is not two ids and a number.") from error


def _value(row: list[str], place: int) -> str:
    return row[place].strip()[:_LONGEST] if place < len(row) else ""

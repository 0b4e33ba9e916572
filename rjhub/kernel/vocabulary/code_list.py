"""A list of codes with their labels, read from a file and checked as it is read."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from rjhub.kernel.invalid import Invalid

_FOLDER = Path(__file__).with_name("data")


class Trust(StrEnum):
    """How far a row can be trusted."""

    READ = "V"
    REMEMBERED = "M"
    OURS = "D"

    @property
    def label(self) -> str:
        """The mark in words."""
        return {
            Trust.READ: "read in its source",
            Trust.REMEMBERED: "known, but not read again in its source",
            Trust.OURS: "this project's own",
        }[self]


@dataclass(frozen=True, slots=True)
class Code:
    """One code: what is stored, what people read, and where it comes from."""

    code: str
    label: str
    group: str
    offered: bool  # False for codes that only come with imported data
    since: date | None
    trust: Trust


class CodeList(Mapping[str, Code]):
    """Codes in the order in which they are shown."""

    def __init__(self, name: str, codes: list[Code], imports: Mapping[str, str]) -> None:
        self.name = name
        self._codes = {code.code: code for code in codes}
        labels = {code.label: code for code in codes}
        meant = {imported: self._codes[code] for imported, code in imports.items()}
        names = labels | meant | self._codes
        self._by_name = {" ".join(name.casefold().split()): code for name, code in names.items()}

    def __getitem__(self, code: str) -> Code:
        return self._codes[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    def label(self, code: str) -> str:
        """Give what people read for a stored code; a code that is not in the list is shown as it is."""
        return self._codes[code].label if code in self._codes else code

    def choices(self) -> list[tuple[str, str]]:
        """Give the codes that a form offers, with their labels."""
        return [(code.code, code.label) for code in self._codes.values() if code.offered]

    def read(self, imported: str) -> Code:
        """Give the code that another system's code or words stand for.

        Takes our codes, our labels and what the list of imports names, in any capitals. Raises Invalid for
        anything else: what is not in the list is asked about, never guessed.
        """
        wanted = " ".join(imported.casefold().split())
        if wanted in self._by_name:
            return self._by_name[wanted]
        message = f"“{imported.strip()}” is not in the list of {self.name}. Enter one like “{self._example}”."
        raise Invalid(message)

    @property
    def _example(self) -> str:
        return next(code.label for code in self._codes.values() if code.offered)


@cache
def load(file_name: str, name: str) -> CodeList:
    """Read a list from its file, and what other systems' codes mean from the file of imports beside it.

    Raises ValueError, with the file and the line, for a code that appears twice or a cell that makes no
    sense.
    """
    path = _FOLDER / f"{file_name}.csv"
    codes: list[Code] = []
    for number, row in enumerate(_rows(path), start=2):
        try:
            codes.append(_code(row))
        except (KeyError, ValueError) as error:
            message = f"{path.name}, line {number}: {error}"
            raise ValueError(message) from error
        if codes[-1].code in {code.code for code in codes[:-1]}:
            message = f"{path.name}, line {number}: {codes[-1].code} is there twice."
            raise ValueError(message)
    imports = _FOLDER / f"{file_name}_imports.csv"
    rows = _rows(imports) if imports.exists() else []
    return CodeList(name, codes, {row["imported"]: row["code"] for row in rows})


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _code(row: dict[str, str]) -> Code:
    if set(row) != {field.name for field in fields(Code)} or None in row.values():
        message = "the columns are not those of a code list."
        raise ValueError(message)
    return Code(
        code=row["code"],
        label=row["label"],
        group=row["group"],
        offered={"yes": True, "no": False}[row["offered"]],
        since=date.fromisoformat(row["since"]) if row["since"] else None,
        trust=Trust(row["trust"]),
    )

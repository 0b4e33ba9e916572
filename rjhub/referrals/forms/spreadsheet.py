"""Reading and writing CSV files of referrals, as Excel and others make them, or saying in words why not."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from rjhub.kernel.text import excel_safe
from rjhub.referrals.forms.columns import COLUMNS, EXAMPLE, LINE, NEEDED, WHAT_TO_CORRECT, example_of

MOST_ROWS = 5_000
LARGEST = 5_000_000
DELIMITERS = (",", ";", "\t")
OURS = {LINE.casefold(), WHAT_TO_CORRECT.casefold()}
REFERENCE = COLUMNS[0].heading
STILL_THE_EXAMPLE = (
    "This is the example from the template. Take the line out, or write your own reference "
    f"in place of {EXAMPLE}."
)
BY_HEADING = {column.heading.casefold(): column for column in COLUMNS}
SAVE_AS = "In Excel, choose Save as, then “CSV UTF-8 (comma delimited)”, and upload that file."


class Unreadable(Exception):
    """The file as a whole cannot be used. Each problem is a sentence: what is wrong, and what to do."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__(" ".join(problems))


@dataclass(frozen=True)
class Line:
    """One row: the line on which it starts, and its cells by heading. `problem`: why it cannot be read at all."""

    number: int
    cells: dict[str, str]
    problem: str = ""


def read(file: IO[bytes]) -> list[Line]:
    """Read the rows of a file. Raises Unreadable."""
    text = _text_of(file.read(LARGEST + 1))
    delimiter, skipped = _shape(text)
    body = text.split("\n", skipped)[-1]
    rows = list(_rows(body, delimiter, skipped))
    if not rows:
        raise Unreadable("The file is empty. Download the template, and put one referral on each line.")
    heading = [cell.strip() for cell in rows[0][1]]
    _check_heading(heading)
    lines = [
        _line(heading, number, cells) for number, cells in rows[1:] if any(cell.strip() for cell in cells)
    ]
    if not lines:
        raise Unreadable("The file has headings and no referrals. Put one referral on each line.")
    if len(lines) > MOST_ROWS:
        raise Unreadable(
            f"The file has {len(lines):,} referrals. Split it into files of up to {MOST_ROWS:,}."
        )
    return lines


def write(rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows as Excel reads them. No cell can run as a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    for row in rows:
        writer.writerow([excel_safe(cell) for cell in row])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def template() -> bytes:
    """An example to fill in."""
    return write([[column.heading for column in COLUMNS], [example_of(column) for column in COLUMNS]])


def _text_of(content: bytes) -> str:
    if len(content) > LARGEST:
        raise Unreadable(f"The file is larger than {LARGEST // 1_000_000}MB. Split it into smaller ones.")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unreadable(f"This is an Excel workbook, not a CSV file. {SAVE_AS}")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(f"The file is in UTF-16. {SAVE_AS}")
    if b"\x00" in content:
        line = content[: content.index(b"\x00")].count(b"\n") + 1
        raise Unreadable(
            f"Line {line} contains a NUL character, so this is no text file or is damaged. {SAVE_AS}"
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Unreadable(f"Line {line} has a letter that is not in UTF-8. {SAVE_AS}") from error


def _shape(text: str) -> tuple[str, int]:
    """What stands between cells, and how many lines come before the headings: Excel writes "sep=;" there."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        return first.strip()[-1], 1
    del rest
    return max(DELIMITERS, key=first.count), 0


def _rows(body: str, delimiter: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            yield start + skipped, cells
            start = reader.line_num + 1
    except csv.Error as error:
        line = start + skipped
        if "field larger" in str(error):
            raise Unreadable(
                f"A cell that begins on line {line} is far too long. Check for a missing quote."
            ) from error
        raise Unreadable(
            f'A quote that opens on line {line} is not closed as it should be. Write a quote inside text twice: “""”.'
        ) from error


def _check_heading(heading: list[str]) -> None:
    names = [name.casefold() for name in heading]
    problems = [
        f"The heading “{name}” stands there {count} times. Keep one."
        for name, count in Counter(filter(None, heading)).items()
        if count > 1 or names.count(name.casefold()) > 1
    ]
    problems += [
        f"The heading “{name}” is not one of ours. Take the column out, or name it as in the template."
        for name in heading
        if name and name.casefold() not in BY_HEADING and name.casefold() not in OURS
    ]
    problems += [
        f"The column “{name}” is missing. Every referral needs it."
        for name in NEEDED
        if name.casefold() not in names
    ]
    if problems:
        raise Unreadable(*dict.fromkeys(problems))


def _line(heading: list[str], number: int, cells: list[str]) -> Line:
    more = [cell for cell in cells[len(heading) :] if cell.strip()]
    if more:
        problem = (
            f"This line has {len(cells)} cells and the headings {len(heading)}. "
            "Put text with a comma in it between quotes."
        )
        return Line(number, {}, problem)
    pairs = zip(heading, cells, strict=False)
    named = {name.casefold(): _as_typed(cell) for name, cell in pairs if name.casefold() in BY_HEADING}
    found = {BY_HEADING[name].heading: cell for name, cell in named.items()}
    is_example = found.get(REFERENCE, "").casefold() == EXAMPLE.casefold()
    return Line(number, found, STILL_THE_EXAMPLE if is_example else "")


def _as_typed(cell: str) -> str:
    """The cell without the apostrophe that we put before what begins like a formula."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and excel_safe(cell[1:]) != cell[1:] else cell

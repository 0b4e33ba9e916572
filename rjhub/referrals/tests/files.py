"""CSV files of referrals, right and wrong."""

import csv
import io
from collections.abc import Iterable

from rjhub.referrals.forms import spreadsheet

GOOD = {
    "Your reference": "RJ/1",
    "Comes from": "police",
    "Asked for first by": "The person harmed",
    "First spoken of by": "A police officer or member of police staff",
    "Kind of crime": "residential burglary",
    "Police force": "Sussex",
    "Crime reference": "47250012345",
    "What happened": "Her home was broken into while she slept.",
    "Date": "14/08/2026",
    "District": "Worthing",
    "Harmed first name": "Alice",
    "Harmed last name": "Fenwick",
    "Harmed date of birth": "11/02/1984",
    "Harmed mobile": "07700 900101",
    "Harmed safe ways": "Phone call; text message",
    "Harmed may a message be left": "never leave a message",
    "Harmed agrees to contact": "Yes",
    "Responsible first name": "Kyle",
    "Responsible last name": "Marsden",
    "PNC ID": "2001/0171310W",
    "Accepts responsibility": "Accepts it",
    "Risks about the person responsible": "Drinks heavily",
}


def of(rows: Iterable[dict[str, str]], headings: Iterable[str] = ()) -> bytes:
    """A file of these rows, as our own template would be filled in."""
    listed = list(rows)
    names = list(headings) or list(dict.fromkeys(name for row in listed for name in row))
    return spreadsheet.write([names, *([row.get(name, "") for name in names] for row in listed)])


def text_of(rows: Iterable[dict[str, str]]) -> str:
    """The same as text."""
    return of(rows).decode("utf-8-sig")


def as_file(content: bytes) -> io.BytesIO:
    """As it arrives."""
    return io.BytesIO(content)


def rows_of(text: str) -> list[list[str]]:
    """What stands in a file."""
    return list(csv.reader(io.StringIO(text, newline="")))

"""Reads delimited text as spreadsheet programs write it: any usual delimiter and encoding, plain or gzipped."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from rjhub.engines.trouble import UnusableError

_DELIMITERS = ",;\t|"
_LONGEST_FIELD = 10_000_000
_AT_ONCE = 10_000


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it ends, the header being line 1. Raises UnusableError for what is no text."""
    text = _text(path).replace("\0", "")
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    while batch := _next_rows(reader, path.name):
        yield from batch


def _next_rows(reader: Any, name: str) -> list[tuple[int, list[str]]]:
    # One limit for the whole process, which other readers rely on: it is theirs again whenever this one waits.
    before = csv.field_size_limit(_LONGEST_FIELD)
    try:
        return [(reader.line_num, row) for row in islice(reader, _AT_ONCE)]
    except csv.Error as error:
        raise UnusableError(f"{name} is not a CSV file: {error}.") from error
    finally:
        csv.field_size_limit(before)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        if content[:2] == b"\x1f\x8b":
            content = gzip.decompress(content)
        marked = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
        return content.decode("utf-16" if marked else "utf-8-sig")
    except OSError as error:
        raise UnusableError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (EOFError, zlib.error, UnicodeDecodeError) as error:
        raise UnusableError(
            f"{path.name} is not text in UTF-8. Save it again as “CSV UTF-8” from your spreadsheet program."
        ) from error

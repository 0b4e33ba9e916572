"""Reading files as Excel and others make them, or saying in words why not."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.multipartparser import MultiPartParser
from django.test import RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from rjhub.referrals.forms import spreadsheet
from rjhub.referrals.forms.spreadsheet import Unreadable
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import files
from rjhub.referrals.views import uploading

TEXT = files.text_of([files.GOOD])
HEADING = TEXT.splitlines()[0]


def problems(content: bytes) -> str:
    with pytest.raises(Unreadable) as found:
        spreadsheet.read(files.as_file(content))
    return "\n".join(found.value.problems)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.replace("\r\n", "\n").encode(),
        ("\n".join(TEXT.splitlines()) + "\n\n,,,\n").encode(),
        TEXT.upper().splitlines()[0].encode() + b"\r\n" + TEXT.splitlines()[1].encode(),
    ],
)
def test_a_file_is_read_however_it_was_saved(content: bytes) -> None:
    (line,) = spreadsheet.read(files.as_file(content))

    assert line.number == 2
    assert line.cells["Harmed first name"] == "Alice"


@pytest.mark.parametrize("before", ["", "sep=;\r\n"])
def test_excels_semicolons_are_read(before: str) -> None:
    semicolons = "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in files.rows_of(TEXT))

    (line,) = spreadsheet.read(files.as_file((before + semicolons).encode("utf-8-sig")))

    assert line.cells["Harmed safe ways"] == "Phone call; text message"
    assert line.number == (3 if before else 2)


def test_line_numbers_are_those_of_the_file_with_line_breaks_inside_cells() -> None:
    rows = [files.GOOD | {"What happened": "One\nTwo\nThree"}, files.GOOD]

    assert [line.number for line in spreadsheet.read(files.as_file(files.of(rows)))] == [2, 5]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (TEXT.replace("Alice", "Zoë").encode("cp1252"), "Line 2 has a letter that is not in UTF-8"),
        (TEXT.encode("utf-16"), "The file is in UTF-16"),
        (TEXT.replace("Alice", "Al\x00ice").encode(), "Line 2 contains a NUL character"),
        (b"PK\x03\x04rest", "This is an Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "This is an Excel workbook"),
        (b"", "The file is empty"),
        (HEADING.encode(), "headings and no referrals"),
        (
            TEXT.replace("Kind of crime", "Sort of crime").encode(),
            "The heading “Sort of crime” is not one of ours",
        ),
        (TEXT.replace("Kind of crime", "Sort of crime").encode(), "The column “Kind of crime” is missing"),
        (
            TEXT.replace("Place", "x").replace("District", "Date").encode(),
            "The heading “Date” stands there 2 times",
        ),
        (TEXT.replace("Her home", '"Her home').encode(), "line 2"),
        ((TEXT + '"never closed').encode(), "A quote that opens on line 3 is not closed"),
        ((TEXT + '"' + "x" * 200_000 + '"').encode(), "far too long"),
        (HEADING.encode() + b"\n" + b"a,b\n" * (spreadsheet.MOST_ROWS + 1), "has 5,001 referrals"),
        (b"x" * (spreadsheet.LARGEST + 1), "larger than 5MB"),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_what_to_do(content: bytes, told: str) -> None:
    assert told in problems(content)


def test_every_wrong_heading_is_named_at_once() -> None:
    told = problems(b"Your reference,Name,Name\nx,y,z")

    assert told.count("is missing") == 4
    assert "“Name” stands there 2 times" in told
    assert "“Name” is not one of ours" in told


def test_a_row_with_a_comma_outside_quotes_says_so() -> None:
    (line,) = spreadsheet.read(files.as_file((TEXT.strip() + ",more").encode()))

    assert "Put text with a comma in it between quotes" in line.problem


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("october.csv", TEXT.encode("utf-16"), "The file is in UTF-16"),
        ("october.xlsx", b"PK\x03\x04", "must be a CSV or TXT file"),
        ("october.csv", b"", "The selected file is empty"),
    ],
)
def test_the_page_says_what_is_wrong_with_a_file(name: str, content: bytes, told: str) -> None:
    dean = web.signed_in("Dean Whitlock")

    answer: Any = web.press(dean, "/referrals/imports", {"file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 200
    assert told in web.text_of(answer)


@pytest.mark.django_db
def test_no_file_at_all_is_asked_for() -> None:
    answer = web.press(web.signed_in("Dean Whitlock"), "/referrals/imports")

    assert "Select a file of referrals" in web.text_of(answer)


@pytest.mark.django_db
def test_a_hundred_megabytes_are_read_away_and_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "MOST_BYTES", 100_000)
    dean = web.signed_in("Dean Whitlock")

    answer = web.press(dean, "/referrals/imports", {"file": SimpleUploadedFile("x.csv", b"x" * 1_000_000)})

    assert answer.status_code == 200
    assert "The file is far too large" in web.text_of(answer)


class WithoutLines(io.BytesIO):
    """A request as the web server passes it on: whoever asks it for lines gets no more than a part."""

    def readline(self, size: int | None = -1, /) -> bytes:
        del size
        return b""


def test_a_file_that_is_too_large_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    # What is left unread breaks the connection, and with it the page that says why.
    monkeypatch.setattr(uploading, "MOST_BYTES", 100_000)
    body = encode_multipart(BOUNDARY, {"file": SimpleUploadedFile("x.csv", b"x" * 1_000_000)})
    sent = WithoutLines(body)
    request = RequestFactory().post("/referrals/imports")
    quota = uploading.limit(request)

    meta = {"CONTENT_TYPE": MULTIPART_CONTENT, "CONTENT_LENGTH": str(len(body))}
    MultiPartParser(meta, sent, request.upload_handlers).parse()

    assert quota.is_exceeded
    assert sent.read() == b""

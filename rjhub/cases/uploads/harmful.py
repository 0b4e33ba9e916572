"""What no file may hold, whatever it says it is: a test virus, a page that runs in a browser, a second file."""

import io
import re
import zipfile

from rjhub.kernel.invalid import Invalid

# The test file of the European Institute for Computer Antivirus Research, in two parts so that no scanner stops at it.
_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!"
_PAGE = re.compile(
    rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|object|embed|meta|\?xml)\b", re.IGNORECASE
)
_BEGINNING = 4_096
_DIRECTORY_END, _DIRECTORY_LENGTH = b"PK\x05\x06", 22


def check(content: bytes) -> None:
    """Raise Invalid for a virus in any file."""
    if _EICAR in content:
        raise Invalid(
            "The selected file looks like a virus, so it was not kept. Tell whoever looks after your computer"
        )


def check_text(content: bytes) -> None:
    """Raise Invalid for text that a browser would take for a page or a picture with programs."""
    if _PAGE.search(content):
        raise Invalid(
            "The selected file is a web page or an SVG picture, which can hold programs. Save it as a PDF, or paste "
            "the words as plain text"
        )


def check_one_kind(content: bytes) -> None:
    """Raise Invalid for a picture, recording or PDF that is a second kind of file at the same time."""
    if _PAGE.search(content[:_BEGINNING]) or _holds_a_zip(content):
        raise Invalid(
            "The selected file is two kinds of file at once. Open it, save it again, and select that file"
        )


def check_zip_alone(content: bytes) -> None:
    """Raise Invalid for a zip with something before it or behind it, or that begins like a PDF."""
    end = content.rfind(_DIRECTORY_END)
    comment = int.from_bytes(content[end + 20 : end + 22], "little")
    if end < 0 or end + _DIRECTORY_LENGTH + comment != len(content) or comment or b"%PDF-" in content[:1_024]:
        raise Invalid(
            "The selected file is two kinds of file at once. Open it, save it again, and select that file"
        )


def _holds_a_zip(content: bytes) -> bool:
    return _DIRECTORY_END in content and zipfile.is_zipfile(io.BytesIO(content))

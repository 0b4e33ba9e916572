"""Refusing a file that is far too large while it arrives, with a page that says so."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

MOST_BYTES = 10_000_000


class Quota(FileUploadHandler):
    """Reads an upload that is too large to its end without keeping it, so that the browser hears the answer.

    Django's own way to stop reads what is left line by line, which the web server does not hold out: it answers while
    the browser still sends, and the browser shows a broken connection instead of the page.
    """

    def __init__(self, request: HttpRequest) -> None:
        """Count from nothing."""
        super().__init__(request)
        self.received = 0
        self.is_exceeded = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass a piece on, or let it go."""
        del start
        self.received += len(raw_data)
        if self.received > MOST_BYTES:
            self.is_exceeded = True
            return None
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        """Leave the file to the next handler."""
        del file_size


def limit(request: HttpRequest) -> Quota:
    """Put a limit on the upload of a request, before anything of it is read."""
    quota = Quota(request)
    request.upload_handlers.insert(0, quota)
    return quota

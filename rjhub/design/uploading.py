"""What is done with every uploaded file while it arrives: it stays in memory, and no more of it than is ever taken."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class Quota(FileUploadHandler):
    """Keeps the files of a request in memory, up to the limit for all of them together, and never on a disk.

    What is more is read to its end and let go, so that the browser hears the answer: a server that answers while a
    browser still sends shows it a broken connection. The file then has its true size and no content, so that its
    question refuses it.
    """

    def __init__(self, request: Any = None) -> None:
        """Count from nothing."""
        super().__init__(request)
        self.received = 0
        self.kept: BytesIO | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a piece, or let it and what was kept go."""
        del start
        self.received += len(raw_data)
        if self.received > settings.LARGEST_UPLOAD:
            self.kept = None
        if self.kept is not None:
            self.kept.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand the file over; one that is too large is empty, and says how large it was."""
        kept = self.kept or BytesIO()
        size = file_size if self.kept is not None else max(self.received, file_size)
        kept.seek(0)
        return InMemoryUploadedFile(
            kept,
            self.field_name,
            str(self.file_name),
            str(self.content_type),
            size,
            self.charset,
            self.content_type_extra,
        )

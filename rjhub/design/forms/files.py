"""A question that is answered with a file."""

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from rjhub.design.forms.asking import Asked
from rjhub.kernel.invalid import Invalid
from rjhub.kernel.text import clean_line

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile  # generic only for the type checker

MEGABYTE = 1_000_000
_LONGEST_NAME = 150


class File(Asked, forms.FileField):
    """A file of one of the kinds in `accept` (".pdf", ".docx"). Its taker checks what it really is."""

    asks_to = "Select"
    widget = forms.FileInput

    def __init__(
        self, label: str, *, accept: tuple[str, ...], largest: int = 20 * MEGABYTE, **options: Any
    ) -> None:
        super().__init__(label, max_length=_LONGEST_NAME, **options)
        self.accept = accept
        self.largest = largest
        self.error_messages |= {
            "invalid": self.error_messages["required"],
            "missing": self.error_messages["required"],
            "empty": "The selected file is empty. Select another one",
            "max_length": "The name of the file is too long. Rename it and select it again",
        }

    def to_python(self, data: Any) -> "UploadedFile[bytes] | None":
        """Take the file. Raises ValidationError for one that is too large, of another kind or oddly named."""
        file: Any = super().to_python(data)
        if file is None:
            return None
        if file.size is not None and file.size > self.largest:
            message = f"The selected file must be smaller than {self.largest // MEGABYTE}MB"
            raise ValidationError(message, code="too_large")
        if PurePath(file.name or "").suffix.lower() not in self.accept:
            kinds = " or ".join(kind.removeprefix(".").upper() for kind in self.accept)
            message = f"The selected file must be a {kinds} file"
            raise ValidationError(message, code="wrong_kind")
        try:
            file.name = clean_line(file.name or "")
        except Invalid as wrong:
            raise ValidationError(wrong.message, code="name") from wrong
        return file  # type: ignore[no-any-return]

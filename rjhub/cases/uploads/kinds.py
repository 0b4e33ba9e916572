"""Which kinds of files may be uploaded, told by their content and never by their name alone."""

import unicodedata
from dataclasses import dataclass
from pathlib import PurePath

import filetype

from rjhub.cases.uploads import harmful, pdf_files, word_files
from rjhub.kernel.invalid import Invalid


@dataclass(frozen=True)
class Kind:
    """A kind of file: what browsers and what people call it, and how names of such files end."""

    mime: str
    label: str
    endings: tuple[str, ...]

    @property
    def ending(self) -> str:
        """How the name of such a file ends when it is given out again."""
        return self.endings[0]


PDF = Kind("application/pdf", "PDF", (".pdf",))
PLAIN_TEXT = Kind("text/plain", "Text", (".txt",))
WORD = Kind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word document", (".docx",)
)
_BY_CONTENT = {
    kind.mime: kind
    for kind in (
        PDF,
        Kind("image/jpeg", "JPEG picture", (".jpg", ".jpeg")),
        Kind("image/png", "PNG picture", (".png",)),
        Kind("audio/mp4", "M4A recording", (".m4a",)),
        Kind("audio/mpeg", "MP3 recording", (".mp3",)),
        Kind("audio/x-wav", "WAV recording", (".wav",)),
        # Some telephones write recordings of sound in the same container as video.
        Kind("video/mp4", "MP4 recording", (".mp4", ".m4a")),
    )
}
EVERY_KIND = {kind.mime: kind for kind in (*_BY_CONTENT.values(), WORD, PLAIN_TEXT)}
ACCEPTED = tuple(dict.fromkeys(ending for kind in EVERY_KIND.values() for ending in kind.endings))
_NOT_ACCEPTED = (
    "The selected file must be a PDF, a JPEG or PNG picture, a Word document (.docx), plain text, "
    "or an M4A, MP3, WAV or MP4 recording"
)
_TEXT_MARKS = {"\t", "\n", "\r", "\f"}


def kind_of(content: bytes, name: str) -> Kind:
    """Tell what a file is. Raises Invalid for one that is not accepted, or that is not what its name says."""
    if not content:
        raise Invalid("The selected file is empty. Select another one")
    harmful.check(content)
    kind = _by_content(content)
    ending = PurePath(name).suffix.lower()
    if kind is None:
        if ending in ACCEPTED:
            raise Invalid(f"The selected file is called {ending}, but is something else. {_NOT_ACCEPTED}")
        raise Invalid(_NOT_ACCEPTED)
    if ending not in kind.endings:
        raise Invalid(
            f"The selected file is called {ending or 'nothing'} but its content is: {kind.label}. "
            f"Save it again, so that its name ends in {kind.ending}"
        )
    if kind is PDF:
        pdf_files.check(content)
    if kind is PLAIN_TEXT:
        harmful.check_text(content)
    return kind


def _by_content(content: bytes) -> Kind | None:
    guessed = filetype.guess(content)
    if guessed is not None and guessed.mime in _BY_CONTENT:
        if guessed.mime not in {
            "image/jpeg",
            "image/png",
        }:  # those are copied without what is stuck on to them
            harmful.check_one_kind(content)
        return _BY_CONTENT[guessed.mime]
    if word_files.looks_like_one(content):
        word_files.check(content)
        return WORD
    return PLAIN_TEXT if _is_plain_text(content) else None


def _is_plain_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            return False
    return all(mark in _TEXT_MARKS or unicodedata.category(mark) != "Cc" for mark in text)

"""Every file that is kept is kept without what hides in it."""

from rjhub.cases.uploads import pdf_files, pictures, recordings, word_cleaning
from rjhub.cases.uploads.kinds import PDF, PLAIN_TEXT, WORD


def without_hidden_data(content: bytes, mime: str) -> bytes:
    """A file of a kind that is accepted, as it looks or sounds. Raises Invalid for a damaged one.

    Text stays as it is; it has nothing hidden.
    """
    if mime == PLAIN_TEXT.mime:
        return content
    if mime == PDF.mime:
        return pdf_files.built_anew(content)
    if mime == WORD.mime:
        return word_cleaning.cleaned(content)
    if mime.startswith("image/"):
        return pictures.without_hidden_data(content, mime)
    return recordings.without_tags(content, mime)

"""Loads an agreement file, or says everything that is wrong with it."""

from rjhub.partnership.agreement.comparing import compare
from rjhub.partnership.agreement.errors import AgreementErrors
from rjhub.partnership.agreement.plain_english import IN_WORDS
from rjhub.partnership.agreement.rules import faults
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.written import loading

__all__ = ["AN_AGREEMENT", "Agreement", "AgreementErrors", "compare", "content_hash", "load", "load_bytes"]

AN_AGREEMENT = "an agreement"
_LOADER = loading.Loader(
    of=AN_AGREEMENT, whole=Agreement, in_words=IN_WORDS, faults=faults, errors=AgreementErrors
)


def load_bytes(raw: bytes, *, name: str) -> Agreement:
    """The agreement in an uploaded file. Raises AgreementErrors, with everything that is wrong."""
    return _LOADER.load_bytes(raw, name=name)


def load(text: str, *, name: str) -> Agreement:
    """The agreement in the text of a file. Raises AgreementErrors, with everything that is wrong."""
    return _LOADER.load(text, name=name)


def content_hash(agreement: Agreement) -> str:
    """A stable digest of what an agreement says; comments, order of keys and layout do not change it."""
    return loading.content_hash(agreement)

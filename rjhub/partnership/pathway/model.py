"""Loads a pathway file, or says everything that is wrong with it."""

from rjhub.partnership.pathway.comparing import compare
from rjhub.partnership.pathway.errors import PathwayError, PathwayErrors
from rjhub.partnership.pathway.plain_english import IN_WORDS
from rjhub.partnership.pathway.rules import faults
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.written import loading

__all__ = [
    "A_PATHWAY",
    "Pathway",
    "PathwayError",
    "PathwayErrors",
    "compare",
    "content_hash",
    "load",
    "load_bytes",
]

A_PATHWAY = "a pathway"
_LOADER = loading.Loader(of=A_PATHWAY, whole=Pathway, in_words=IN_WORDS, faults=faults, errors=PathwayErrors)


def load_bytes(raw: bytes, *, name: str) -> Pathway:
    """The pathway in an uploaded file. Raises PathwayErrors, with everything that is wrong."""
    return _LOADER.load_bytes(raw, name=name)


def load(text: str, *, name: str) -> Pathway:
    """The pathway in the text of a file. Raises PathwayErrors, with everything that is wrong."""
    return _LOADER.load(text, name=name)


def content_hash(pathway: Pathway) -> str:
    """A stable digest of what a pathway says; comments, order of keys and layout do not change it."""
    return loading.content_hash(pathway)

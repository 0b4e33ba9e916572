"""The whole timeline of a case."""

from dataclasses import dataclass

from rjhub.cases.pages.frame import CaseFrame
from rjhub.design.pieces import Entry


@dataclass(frozen=True)
class Timeline:
    """What happened, newest first, a page at a time."""

    frame: CaseFrame
    entries: tuple[Entry, ...]
    older_href: str
    title: str = "Timeline"

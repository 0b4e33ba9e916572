"""How a partnership works, as versions of a file."""

from dataclasses import dataclass

from rjhub.design.links import Link
from rjhub.design.picture import Picture
from rjhub.design.pieces import Column, Row, Shown
from rjhub.design.problems import Problem
from rjhub.partnership import forms
from rjhub.partnership.pages.lines import NumberedLine


@dataclass(frozen=True)
class Pathways:
    """Every version, newest first."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    change: Link | None
    breadcrumbs: tuple[Link, ...]
    title: str = "Pathway"


@dataclass(frozen=True)
class Pathway:
    """One version, as a picture and as a file."""

    title: str
    in_force: bool
    about: str
    drawn: Picture
    facts: tuple[Row, ...]
    asked: tuple[tuple[Shown, ...], ...]
    asked_columns: tuple[Column, ...]
    lines: tuple[NumberedLine, ...]
    download: Link
    compare: Link | None
    change: Link | None
    breadcrumbs: tuple[Link, ...]


@dataclass(frozen=True)
class PathwayChange:
    """Changing the pathway: the text, and what has to be put right in it."""

    form: forms.PathwayText
    code: str
    wrong: tuple[Problem, ...]
    excerpts: tuple[tuple[NumberedLine, ...], ...]
    back: Link
    title: str = "Change the pathway"


@dataclass(frozen=True)
class PathwayReview:
    """What a change would do, before it comes into force."""

    number: int
    text: str
    action: str
    differences: tuple[str, ...]
    first: bool
    back: Link
    title: str = "Check the change"


@dataclass(frozen=True)
class PathwayComparison:
    """Two versions, compared in words."""

    form: forms.ComparePathways
    one: int | None
    other: int | None
    differences: tuple[str, ...]
    breadcrumbs: tuple[Link, ...]
    title: str = "Compare two versions"

"""A page of a case that asks something: what to know first, then the questions."""

from dataclasses import dataclass

from rjhub.cases.pages.frame import CaseFrame
from rjhub.design import forms
from rjhub.design.links import Link
from rjhub.design.pieces import Row


@dataclass(frozen=True)
class Questions:
    """A form on a page of a case, with warnings, words and facts above it."""

    frame: CaseFrame
    form: forms.Form
    back: Link
    title: str
    submit: str
    warnings: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    grave: bool = False

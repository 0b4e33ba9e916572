"""A page that asks one thing about offers."""

from dataclasses import dataclass

from rjhub.design import forms
from rjhub.design.links import Link
from rjhub.design.pieces import Row


@dataclass(frozen=True)
class Asking:
    """One form, with what to know before answering it."""

    form: forms.Form
    back: Link
    title: str
    submit: str = "Record it"
    note: str = ""
    warning: str = ""
    rows: tuple[Row, ...] = ()

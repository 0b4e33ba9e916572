"""The lists of official codes."""

from dataclasses import dataclass

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown
from rjhub.partnership import forms


@dataclass(frozen=True)
class OfficialList:
    """One list: force areas, probation regions or prisons."""

    title: str
    about: str
    find: forms.FindReference
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    counted: str
    lists: tuple[Link, ...]
    breadcrumbs: tuple[Link, ...]

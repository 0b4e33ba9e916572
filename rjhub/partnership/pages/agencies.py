"""The agencies of a partnership."""

from dataclasses import dataclass

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown
from rjhub.partnership import forms


@dataclass(frozen=True)
class Partnership:
    """The partnership as a whole, and where to find what about it."""

    title: str
    about: tuple[Row, ...]
    places: tuple[tuple[Link, str], ...]
    hubs: tuple[tuple[Shown, ...], ...]
    hub_columns: tuple[Column, ...]


@dataclass(frozen=True)
class Agencies:
    """The list of agencies."""

    filters: forms.FindAgencies
    chosen: tuple[Link, ...]
    clear_href: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    counted: str
    breadcrumbs: tuple[Link, ...]
    title: str = "Agencies"


@dataclass(frozen=True)
class Agency:
    """One agency."""

    title: str
    closed: str
    about: tuple[Row, ...]
    offices: tuple[tuple[Shown, ...], ...]
    office_columns: tuple[Column, ...]
    hubs: tuple[tuple[Shown, ...], ...]
    hub_columns: tuple[Column, ...]
    staff: Link
    invite: Link | None
    breadcrumbs: tuple[Link, ...]

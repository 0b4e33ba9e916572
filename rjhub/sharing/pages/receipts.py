"""The receipts that an agency keeps."""

from dataclasses import dataclass

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown


@dataclass(frozen=True)
class Receipts:
    """The newest receipt, and those that the agency was given before."""

    title: str
    newest: tuple[Row, ...]
    taking: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    breadcrumbs: tuple[Link, ...]

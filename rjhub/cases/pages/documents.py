"""Pages about the documents of a case."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.cases.forms.documents import NewDocument as NewDocumentForm
from rjhub.cases.models import Case, Document, Party
from rjhub.cases.pages.frame import CaseFrame, frame_for, why_link
from rjhub.cases.pages.sides import TwoSides, two_sides
from rjhub.cases.uploads import EVERY_KIND
from rjhub.cases.vocabulary import Limit
from rjhub.design.links import Link
from rjhub.design.pieces import Row
from rjhub.design.words import moment
from rjhub.sharing import vocabulary as sharing

_SIZES = ((1_000_000, "MB"), (1_000, "kB"))


@dataclass(frozen=True)
class DocumentCard:
    """One document, as its card shows it."""

    title: str
    rows: tuple[Row, ...]
    acts: tuple[Link, ...]


@dataclass(frozen=True)
class Documents:
    """The documents of a case, the two sides apart."""

    frame: CaseFrame
    sides: TwoSides
    of_side: dict[str, tuple[DocumentCard, ...]]
    both: tuple[DocumentCard, ...]
    new: Link | None
    title: str = "Documents"


@dataclass(frozen=True)
class NewDocument:
    """Adding a document."""

    frame: CaseFrame
    form: NewDocumentForm
    back: Link
    title: str = "Add a document"


def documents_page(
    case: Case, parties: list[Party], documents: list[Document], *, may_add: bool, withdrawable: set[UUID]
) -> Documents:
    """The page, as far as the reader may see it."""
    cards = {
        side: tuple(_card(case, one, one.id in withdrawable) for one in documents if one.side == side)
        for side in sharing.Side
    }
    return Documents(
        frame=frame_for(case, "documents"),
        sides=two_sides(case, parties),
        of_side={str(side): cards[side] for side in (sharing.Side.HARMED, sharing.Side.RESPONSIBLE)},
        both=cards[sharing.Side.NEUTRAL],
        new=Link("Add a document", reverse("cases:new_document", args=[case.reference])) if may_add else None,
    )


def new_document_page(case: Case, form: NewDocumentForm) -> NewDocument:
    """The page with the questions."""
    back = Link("Documents", reverse("cases:documents", args=[case.reference]))
    return NewDocument(frame_for(case, "documents"), form, back)


def _card(case: Case, one: Document, may_withdraw: bool) -> DocumentCard:  # noqa: FBT001 - of one card
    limits = tuple(Limit(limit).label for limit in one.limits)
    gone = one.withdrawn_at and one.withdrawn_by
    rows = (
        Row("Holds", sharing.Category(one.category).label.capitalize()),
        Row("File", f"{EVERY_KIND[one.kind].label}, {_size(one.size)}"),
        Row("Added", f"{moment(one.added_at)} by {one.added_by.name}"),
        *([Row("Limits", limits)] if limits else []),
        *(
            [Row("Withdrawn", (f"{moment(one.withdrawn_at)} by {gone.name}", one.withdrawn_because))]
            if gone
            else []
        ),
    )
    address = [case.reference, one.id]
    download = Link("Download", reverse("cases:document", args=address))
    withdraw = Link("Withdraw", reverse("cases:document_withdrawal", args=address))
    acts = () if gone else (download, withdraw) if may_withdraw else (download,)
    return DocumentCard(one.title, rows, (*acts, why_link(case, one)))


def _size(size: int) -> str:
    unit, name = next(((unit, name) for unit, name in _SIZES if size >= unit), (1, "bytes"))
    return f"{size / unit:.1f} {name}" if unit > 1 else f"{size} {name}"

"""The information sharing agreement: its versions, one of them as a document, and its parties."""

from dataclasses import dataclass

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown, Tag
from rjhub.partnership.agreement import document
from rjhub.partnership.agreement.schema import Agreement

VERSIONS = (
    Column("Version"),
    Column("Name"),
    Column("Signed by"),
    Column("In force"),
    Column("Review by"),
    Column("File"),
)
PARTIES = (Column("Agency"), Column("Signature"), Column("Signed by"), Column("What can be done"))


@dataclass(frozen=True)
class Standing:
    """Whether anybody can see anything today. Without a heading there is nothing to say."""

    heading: str = ""
    text: str = ""
    warning: str = ""


@dataclass(frozen=True)
class Versions:
    """Every version, the newest first."""

    standing: Standing
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    change: Link | None
    breadcrumbs: tuple[Link, ...]
    title: str = "Information sharing agreement"


@dataclass(frozen=True)
class Block:
    """A part of the document: a heading, a paragraph, a list or a table, whichever is not empty."""

    id: str = ""
    level: int = 0
    heading: str = ""
    paragraph: str = ""
    marked: bool = False
    items: tuple[str, ...] = ()
    caption: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Shown, ...], ...] = ()


@dataclass(frozen=True)
class Chapter:
    """An entry of the contents, with those under it."""

    link: Link
    under: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Version:
    """One version as a document, and below it the parties."""

    title: str
    tag: Tag
    state: str
    example: bool
    contents: tuple[Chapter, ...]
    blocks: tuple[Block, ...]
    party_columns: tuple[Column, ...]
    parties: tuple[tuple[Shown, ...], ...]
    download: Link
    put_into_force: Link | None
    breadcrumbs: tuple[Link, ...]


def blocks_of(agreement: Agreement) -> tuple[Block, ...]:
    """The document below its title, which is the heading of the page."""
    return tuple(_block(number, one) for number, one in enumerate(document.document(agreement)) if number)


def contents_of(blocks: tuple[Block, ...]) -> tuple[Chapter, ...]:
    """The headings, with the clauses under theirs."""
    chapters: list[tuple[Link, list[Link]]] = []
    for block in blocks:
        if not block.heading:
            continue
        link = Link(block.heading, f"#{block.id}")
        if block.level == 2:  # noqa: PLR2004 - a section; deeper ones stand under it
            chapters.append((link, []))
        elif chapters:
            chapters[-1][1].append(link)
    return tuple(Chapter(link, tuple(under)) for link, under in chapters)


def _block(number: int, one: document.Block) -> Block:
    if isinstance(one, document.Heading):
        key = f"clause-{one.number}" if one.number else f"part-{number}"
        return Block(id=key, level=one.level, heading=f"{one.number} {one.text}".strip())
    if isinstance(one, document.Paragraph):
        return Block(paragraph=one.text, marked=one.marked)
    if isinstance(one, document.Bullets):
        return Block(items=one.items)
    return Block(caption=one.caption, columns=tuple(Column(text) for text in one.head), rows=one.rows)
